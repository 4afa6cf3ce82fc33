"""Tests of the yardstick: `python3 tests/external/test_figures.py`. Needs no set."""
import unittest

from figures import derive_errors, read

# (right text, edited text, errors that the edit made)
EDITS = [
    ("a budget of $40 billion", "a budget of $60 billion", ["number 60 billion"]),
    ("It rose 4%, to $5 million in 2014", "It rose 4 percent, to $5m in 2015", ["date 2015"]),
    ("12 soldiers and 30 civilians", "30 soldiers and 12 civilians", ["number 30", "number 12"]),
    ("In 2020, 12 died", "12 died in 2020", []),
    ("twenty-five years in March", "twenty-six years in May", ["number word twenty-six", "date May"]),
    ("a hundred and five men", "a hundred and six men", ["number word hundred and six"]),
    ("the fifth round of talks", "the sixth round of talks", ["ordinal sixth"]),
    ("on 3 March 2020", "on March 3rd, 2020", []),
    ("a third of them", "a quarter of them", ["soft quarter"]),
    ("it has two offices", "it has three offices", ["number word three"]),
    ("5 years of war", "5 months of war", ["unit 5 months"]),
    ("a loan of $5", "a loan of €5", ["unit €5"]),
    ("more than 30 people", "fewer than 30 people", ["bound fewer than 30"]),
    ("about 50 firms", "exactly 50 firms", ["bound exactly 50"]),
    ("50 firms", "over 50 firms", ["bound over 50"]),
    ("50 firms", "at least 50 firms", []),
    ("over 50 firms", "50 firms", []),
    ("an increase of 70 tonnes", "a decrease of 70 tonnes", ["direction decrease of 70"]),
    ("margins increase, and 12 stores open", "margins decrease, and 12 stores open", []),
    ("lower than in T4", "higher than in T4", []),
    ("1. Plan A\n2. Plan B", "1. Plan A\n3. Plan B", []),
    ("قبل خمسة وعشرين عاما", "قبل خمسة وثلاثين عاما", ["number word خمسة وثلاثين"]),
    ("قبل ٢٥ عاما", "قبل خمسة وعشرين عاما", []),
    ("أكثر من أربعة آلاف", "أقل من أربعة آلاف", ["bound أقل من أربعة آلاف"]),
    ("مليونا طن من القمح", "مليونان من القمح", []),
    ("80% من الطلاب", "60 بالمئة من الطلاب", ["number 60"]),
    ("في كانون الثاني 2019", "في يناير 2019", []),
    ("في اليوم الرابع", "في اليوم السابع", ["ordinal السابع"]),
    ("ارتفاع الأسعار 5%", "انخفاض الأسعار 5%", ["direction انخفاض الأسعار 5"]),
    ("لست خائفا", "لست سعيدا", []),
]
VALUES = [
    ("three hundred thousand", [300_000]),
    ("1.7 million four years ago", [1_700_000, 4]),
    ("2 million and 300 thousand", [2_000_000, 300_000]),
    ("1,200.5 tonnes", [1200.5]),
    ("خمسة عشر ألفا وثلاثمئة", [15_300]),
    ("ألف ومئة", [1100]),
    ("١٬٢٠٠٫٥", [1200.5]),
]


class Figures(unittest.TestCase):
    def test_edits(self):
        for seed, edited, expected in EDITS:
            with self.subTest(edited):
                self.assertEqual([f"{kind} {edited[start:end]}" for kind, start, end in derive_errors(seed, edited, seed)], expected)

    def test_added_figures(self):
        source = "Rents rose by 12% to $1.7 billion, from $1.5 billion."
        self.assertEqual([kind for kind, *_ in derive_errors("Rents rose", "Rents rose to $1.7 billion", source)], ["added"])
        self.assertEqual([kind for kind, *_ in derive_errors("Rents rose", "Rents rose to $1.8 billion", source)], ["number"])
        self.assertEqual([kind for kind, *_ in derive_errors("Rents rose by 12%", "Rents rose to $1.5 billion", source)], ["number"])

    def test_values(self):
        for text, expected in VALUES:
            with self.subTest(text):
                self.assertEqual([item.key[1] for item in read(text) if item.key[0] == "value"], expected)


if __name__ == "__main__":
    unittest.main()
