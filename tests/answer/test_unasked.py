"""What is typed and asks nothing is told from a question that holds code, numbers or few words."""

import pytest

from answer import unasked
from answer.ask import ask
from answer.question import understand

NOTHING = [
    "<script>alert(1)</script>", "<script>alert('the Council must decide on budgets')</script>", "<img src=x onerror=alert(1)>",
    "'; DROP TABLE clauses; --", "SELECT * FROM clauses WHERE 1=1", "SELECT * FROM clauses;", "union select password from users",
    "DROP TABLE clauses;", "delete from clauses where 1=1", "insert into clauses values (1)", "update clauses set text = 'x'", "' OR 'a'='a",
    'NEAR("a" "b", 5) OR text:foo* AND NOT bar', "text MATCH 'council*'", "a* OR b*", "https://www.itu.int/en/ITU-T?x=1",
    "../../etc/passwd", "${jndi:ldap://x/a}", '{"a": 1, "b": [2,3]}', "%s%s%s%n", "for(i=0;i<9;i++){}",
    "🎉🎉🎉😀 a", "x y z", "zzz", "12 34 56 78 90 a", "the the the", "what", "why?", "who who who", "et ou mais donc", "ما هو؟",
]  # fmt: skip
QUESTIONS = [
    "What does <b>resolves</b> 2 say?", "<p>What must the Council do about budgets?</p>", "Who reports on lamps and/or boats?",
    "What does the Convention say of C/N >= 9 dB?", "Why does the Council meet, see https://www.itu.int/council?",
    "select members of the Council", "Is it AND or OR in the rule on quorum?", "What is 5.340?", "What does it say?",
    "create table of contributions of Member States", "delete from the agenda: who can?", "insert into the agenda: who may?",
    "drop table contributions: which classes?", "update set of rules: who adopts it?", "resolution resolution", "Qui vote ?", "谁投票？", "What is an NAG?",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_asks_nothing(text):
    assert unasked.nothing(understand(text))


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question(text):
    assert not unasked.nothing(understand(text))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "SELECT * FROM clauses WHERE 1=1", "what", "asdf qwer zxcv",
                                  "jfkdls ajfkd lsajf kdlsa", "фыва олдж", "啊啊啊啊", "1234567890 1234567890 x"])  # fmt: skip
def test_it_is_declined_in_a_sentence(index, settings, text):
    answer = ask(text, index=index, settings=settings)
    assert answer.abstained and not answer.citations and answer.statements[0].fixed


@pytest.mark.parametrize("text", ["why?", "Pourquoi ?", "¿Por qué?", "почему?", "لماذا؟", "为什么？"])
def test_a_question_that_goes_on_may_say_little(index, settings, text):
    first = ask("Which groups must identify common topics?", index=index, settings=settings)
    assert not first.abstained
    assert not unasked.nothing(understand(text, history=(first,)))


@pytest.mark.parametrize("text", ["test test test", "haha", "bla bla bla", "prueba prueba", "тест тест", "اختبار اختبار", "哈哈哈"])
def test_a_trial_is_talk(text):
    assert understand(text).small_talk
