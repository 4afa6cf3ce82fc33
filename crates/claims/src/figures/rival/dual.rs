//! Detects two things that a noun form alone expresses, without a number: جنديان.

use crate::figures::clause::CountedMatch;
use crate::figures::compare::Statement;
use crate::figures::figure::Quantity;
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::rival::kind::is_count;

impl Pairing<'_, '_> {
    /// Returns true if a claim is two things, which the original may express by a dual: مقتل 2 من الجنود, for مقتل
    /// جنديين. Not if the text counts these things in another way.
    pub fn may_be_dual(&self) -> bool {
        let is_two = matches!(&self.claim.figure.quantity, Quantity::Amount { from, to, .. }
            if from == to && *from == Number::whole(2));
        let is_same = |(index, statement): (usize, &Statement)| {
            let clause = self.original.clause(&statement.figure);
            is_count(&statement.figure)
                && self.clause.counted(&clause) == CountedMatch::Same
                && self.taken_by(index).is_none()
        };
        is_two
            && is_count(self.claim.figure)
            && self.original.has_duals()
            && !self.statements.all().iter().enumerate().any(is_same)
    }

    /// Returns true if a noun form of the original's language can express two things.
    pub fn may_have_duals(&self) -> bool {
        self.original.has_duals()
    }
}
