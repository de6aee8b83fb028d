//! Two dates as one stretch of time, and dates as the ends of one.

use super::resolve::moment;
use crate::date::calendar::Calendar;
use crate::date::expression::Shape;
use crate::date::{Date, Moment, Problem, Value};

/// The month so many months after one.
pub(super) fn month_after(year: i32, month: u8, months: i32) -> (i32, u8) {
    let count = year * 12 + i32::from(month) - 1 + months;
    (count.div_euclid(12), (count.rem_euclid(12) + 1) as u8)
}

/// The first and last moment of a date.
fn ends(date: &Date) -> (Option<Moment>, Option<Moment>) {
    match date.value {
        Some(Value::When(moment)) => (Some(moment), Some(moment)),
        Some(Value::Range { from, to }) => (from, to),
        Some(Value::Within { not_before, not_after }) => (not_before, not_after),
        None => (None, None),
    }
}

/// Two dates as the words that stand with them join them.
pub(super) fn joined_as(shape: Shape, first: Date, second: Date) -> Date {
    let Shape::Both { is_after, is_before } = shape else {
        return joined(first, second, shape);
    };
    let first = bounded(first, if is_after { Shape::After } else { Shape::NotBefore });
    let second = bounded(second, if is_before { Shape::Before } else { Shape::NotAfter });
    joined(first, second, Shape::Between)
}

/// Two dates as one stretch of time.
fn joined(first: Date, second: Date, shape: Shape) -> Date {
    let ((from, _), (_, to)) = (ends(&first), ends(&second));
    let calendars = if first.calendars.is_empty() { second.calendars } else { first.calendars };
    let inferred = [first.inferred, second.inferred].into_iter().flatten().min_by_key(|own| own.cert);
    // "from October till the end of January", of every year: the text gives none.
    let is_recurring = is_reversed(from, to) && first.inferred.is_some() && second.inferred.is_some();
    let problem = first.problem.or(second.problem).or_else(|| (is_reversed(from, to) && !is_recurring).then_some(Problem::Reversed));
    let is_vague = first.is_vague || second.is_vague;
    let value = match problem {
        _ if is_recurring => None,
        Some(Problem::Impossible | Problem::Reversed) => None,
        _ if shape == Shape::Range && !matches!(first.value, Some(Value::Within { .. })) => Some(Value::Range { from, to }),
        _ if shape == Shape::Range && !first.is_vague => Some(Value::Range { from, to }),
        _ => Some(Value::Within { not_before: from, not_after: to }),
    };
    Date { value, is_vague, original: first.original, original_end: second.original, calendars, inferred, problem }
}

fn is_reversed(from: Option<Moment>, to: Option<Moment>) -> bool {
    let Some((from, to)) = from.zip(to) else {
        return false;
    };
    // Of no year, "September to February" goes over the New Year.
    if from.year.is_none() && to.year.is_none() && from.month != to.month {
        return false;
    }
    let key = |moment: Moment, edge: u8| (moment.year, moment.month.unwrap_or(edge), moment.day.unwrap_or(edge));
    from.year.is_some() == to.year.is_some() && key(from, 0) > key(to, 99)
}

/// A date as the end of a stretch of time.
pub(super) fn bounded(date: Date, shape: Shape) -> Date {
    let (from, to) = ends(&date);
    let value = match shape {
        _ if date.value.is_none() => None,
        Shape::Since => Some(Value::Range { from, to: None }),
        Shape::Until => Some(Value::Range { from: None, to }),
        Shape::Before => Some(Value::Within { not_before: None, not_after: from.map(|moment| beside(moment, -1)) }),
        Shape::After => Some(Value::Within { not_before: to.map(|moment| beside(moment, 1)), not_after: None }),
        Shape::NotAfter => Some(Value::Within { not_before: None, not_after: to.map(last_day) }),
        Shape::NotBefore => Some(Value::Within { not_before: from, not_after: None }),
        _ => return date,
    };
    Date { value, original: None, ..date }
}

/// The year, month or day before or after one.
fn beside(own: Moment, step: i32) -> Moment {
    match (own.year, own.month, own.day) {
        (Some(year), Some(month), Some(day)) => {
            let other = Calendar::Gregorian.number((year, month, day)).and_then(|number| Calendar::Gregorian.day(number + i64::from(step)));
            other.map_or(own, moment)
        }
        (Some(year), Some(month), None) => {
            let (year, month) = month_after(year, month, step);
            Moment::month(year, month)
        }
        (Some(year), ..) => Moment::year(year + step),
        _ => own,
    }
}

/// "by the end of 1922" is until the last day of its last month.
fn last_day(own: Moment) -> Moment {
    match (own.year, own.month, own.day) {
        (Some(year), Some(month), None) => Calendar::Gregorian.days(year, month).map_or(own, |day| Moment::day(year, month, day)),
        _ => own,
    }
}
