"""Invented texts whose clauses are looked up beside those of the model assembly: a constitution in six languages, a
recommendation, and three resolutions of different bodies, two of them with one number."""

from __future__ import annotations

from pathlib import Path

# letter of the language: title, word for article, then the lines of article 1 (numbers 1 to 4, 4A, 5, 6) and 2 (7, 8)
CONSTITUTION = {
    "E": ("CONSTITUTION", "ARTICLE {}", "The Harbour Office|The Office keeps the lamps of every quay.|It is made up of:|"
          "three keepers;|one clerk, who writes down each lamp.|Members pay their share in boats.|The clerk is elected.|"
          "Lamps are lit at dusk.", "Chairs|The chair sits for two years.|No chair sits twice."),
    "F": ("CONSTITUTION", "ARTICLE {}", "L'Office du port|L'Office garde les lampes de chaque quai.|Il se compose:|"
          "de trois gardiens;|d'un greffier, qui note chaque lampe.|Les membres paient leur part en bateaux.|Le greffier est élu.|"
          "Les lampes sont allumées au crépuscule.", "Présidence|Le président siège deux ans.|Aucun président ne siège deux fois."),
    "S": ("CONSTITUCIÓN", "ARTÍCULO {}", "La Oficina del puerto|La Oficina guarda las lámparas de cada muelle.|Se compone de:|"
          "tres guardianes;|un secretario, que anota cada lámpara.|Los miembros pagan su parte en barcos.|El secretario es elegido.|"
          "Las lámparas se encienden al anochecer.", "Presidencia|El presidente ocupa el cargo dos años.|Ninguno lo ocupa dos veces."),
    "R": ("УСТАВ", "СТАТЬЯ {}", "Портовая контора|Контора хранит лампы каждого причала.|Она состоит из:|трех смотрителей;|"
          "одного писаря, который записывает каждую лампу.|Члены платят свою долю лодками.|Писарь избирается.|"
          "Лампы зажигают в сумерках.", "Председатели|Председатель заседает два года.|Никто не председательствует дважды."),
    "A": ("الدستور", "المادة {}", "مكتب الميناء|يحفظ المكتب مصابيح كل رصيف.|ويتألف من:|ثلاثة حراس؛|كاتب واحد يدون كل مصباح.|"
          "يدفع الأعضاء حصتهم بالقوارب.|يُنتخب الكاتب.|تُضاء المصابيح عند الغسق.", "الرئاسة|يتولى الرئيس منصبه سنتين.|لا يتولى أحد الرئاسة مرتين."),
    "C": ("组织法", "第{}条", "港务处|港务处看管每个码头的灯。|它由下列人员组成：|三名看守；|一名文书，记录每盏灯。|成员以船只缴纳会费。|文书由选举产生。|"
          "黄昏时点灯。", "主席|主席任期两年。|任何人不得两次担任主席。"),
}  # fmt: skip
OTHERS = {
    "RES-1305-E.txt": """\
RESOLUTION 1305 (2009)
Lamps on the quay
The Council,
considering
a) that lamps go out;
b) that boats come in,
resolves
1 to light the lamps at six;
2 to put them out at five,
instructs the Secretary-General
to count the lamps.
""",
    "RES-70-E.txt": """\
RESOLUTION 70 (Rev. Busan, 2014)
Boats in winter
The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),
considering
that boats freeze,
resolves
1 to mend boats;
2 to sell boats,
instructs the Council
1 to buy nails;
2 to buy rope,
instructs the Secretary-General
1 to call the carpenters;
2 to pay the carpenters.
""",
    "T-RES-T.70-2016-E.txt": """\
RESOLUTION 70 (Hammamet, 2016)
Numbers on boats
The World Telecommunication Standardization Assembly (Hammamet, 2016),
considering
that boats have numbers,
resolves
1 to paint the numbers white;
2 to paint them twice.
""",
    "T-REC-E.999-201704-E.txt": """\
Recommendation ITU-T E.999
Ropes of boats
1 Scope
This Recommendation is about ropes.
2 References
None.
3 Definitions
3.1 Terms defined here
3.1.1 rope: A thick string.
3.1.2 string: A thin rope.
4 Requirements
4.1 General
A rope shall be dry.
4.2 Length
A rope shall be as long as the boat.
""",
}


def write(folder: Path) -> Path:
    """The texts as files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in OTHERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    numbers = ("1", "2", "3", "4", "4A", "5", "6", "7", "8")
    for letter, (title, article, one, two) in CONSTITUTION.items():
        (first, *ones), (second, *twos) = one.split("|"), two.split("|")
        rows = [f"{number} {words}" for number, words in zip(numbers, [*ones, *twos], strict=True)]
        lines = [title, article.format(1), first, *rows[: len(ones)], article.format(2), second, *rows[len(ones) :]]
        (folder / f"CONSTITUTION-{letter}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
