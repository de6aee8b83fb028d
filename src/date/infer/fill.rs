//! The year, month or day that a date's words leave out.

use super::{Context, Filled, Running};
use crate::date::calendar::{Calendar, weekday};
use crate::date::expression::{FROM_JANUARY, Point, ToldYear, from_march};
use crate::date::sense::Feast;
use crate::date::{Day, Inferred, Moment, Rule};
use crate::document::{Cert, Evidence};

impl Context {
    /// `point` with a year and, if it has a day, a month; `None` where it has only a day that nothing tells more of. A
    /// year that nothing tells is left out.
    pub(super) fn fill(&self, point: Point) -> Option<Filled<Point>> {
        if let (None, None, Some(weekday), None, None) = (point.year, point.month, point.weekday, point.day, point.feast) {
            return self.fill_weekday(point, weekday);
        }
        if point.calendar.is_some_and(Calendar::has_own_months) && point.year.is_none() {
            return None;
        }
        if point.is_short {
            return Some(self.fill_century(point));
        }
        if let (None, Some((Feast::OfMonth { month, .. }, _))) = (point.year, point.feast) {
            return Some(self.fill_year(point, month));
        }
        if let (None, None, Some(told)) = (point.year, point.month, point.told) {
            let (year, inferred) = self.told(told)?;
            return Some(Filled { what: Point { year: Some(year), ..point }, inferred: Some(inferred) });
        }
        let point = self.with_numbered_month(point);
        match (point.year, point.month, point.day) {
            (None, None, Some(day)) => self.fill_month(point, day),
            (None, Some(month), _) => Some(self.fill_year(point, month)),
            _ => Some(Filled { what: point, inferred: None }),
        }
    }

    /// "30 of the Eighth Month" of a time when the years began with March: in October.
    fn with_numbered_month(&self, point: Point) -> Point {
        let is_old = || self.document.or(self.running.text).and_then(|own| own.year).is_some_and(|year| year < FROM_JANUARY);
        let month = point.month.filter(|_| point.is_numbered && is_old()).map(from_march);
        Point { month: month.or(point.month), ..point }
    }

    fn fill_year(&self, point: Point, month: u8) -> Filled<Point> {
        let found = point.told.and_then(|told| self.told(told)).or_else(|| self.year_for(month, point.day));
        let found = found.map(|(year, why)| self.year_by_weekday(point, (year, month), why));
        Filled { what: Point { year: found.map(|(year, _)| year), ..point }, inferred: found.map(|(_, inferred)| inferred) }
    }

    /// "Friday, December 1st" in a diary of some years: the next in which it is a Friday, where nothing dates the day more closely.
    fn year_by_weekday(&self, point: Point, (year, month): (i32, u8), why: Inferred) -> (i32, Inferred) {
        const YEARS: [i32; 8] = [0, 1, -1, 2, 3, 4, 5, 6];
        /// Of these, so many where the day stands in a sentence: of more, one fits a slip of the pen.
        const NEXT: usize = 3;
        let years = if self.is_heading { &YEARS[..] } else { &YEARS[..NEXT] };
        let is_of_year = why.rule == Rule::DocumentDate && self.document.is_some_and(|own| own.month.is_none());
        let Some((named, day)) = point.weekday.zip(point.day).filter(|_| is_of_year || self.is_heading) else {
            return (year, why);
        };
        let is_named = |year: &i32| {
            let own = (*year, month, day);
            self.reckoning.of(own) == Calendar::Gregorian && Calendar::Gregorian.number(own).map(weekday) == Some(named)
        };
        match years.iter().map(|step| year + step).find(is_named) {
            Some(other) if other != year => (other, Inferred { cert: Cert::Medium, ..why }),
            _ => (year, why),
        }
    }

    /// "of the previous year": from the date before, or from the document's.
    fn told(&self, told: ToldYear) -> Option<(i32, Inferred)> {
        let year = |moment: Option<Moment>| moment.and_then(|moment| moment.year);
        let Running { sentence, paragraph, text, .. } = self.running;
        let before = year(sentence).or(year(paragraph)).or(year(text)).or(year(self.document));
        let (from, steps, rule) = match told {
            // "of this year" of a history is the year that it tells of.
            ToldYear::FromDocument(0) if self.document.is_none_or(|document| document.month.is_none()) => (before, 0, Rule::Carried),
            ToldYear::FromBefore(steps) => (before, steps, Rule::Carried),
            ToldYear::FromDocument(steps) => (year(self.document), steps, Rule::Counted),
        };
        Some((from? + i32::from(steps), inferred(Cert::High, Evidence::Internal, rule)))
    }

    /// The year of a month and day: of the sentence, the paragraph, nearest to the document's date, of the text before.
    fn year_for(&self, month: u8, day: Option<u8>) -> Option<(i32, Inferred)> {
        let from = |moment: Option<Moment>| moment.and_then(|moment| year_after(moment, month));
        let own = self.document.and_then(|document| nearest_year(document, month, day));
        if let Some(year) = from(self.running.sentence) {
            // "vor dem 1. Okt. … zum 1. Jan. 1914": what is told before it is of the year before.
            let is_before =
                || self.running.is_ahead && self.running.sentence.is_some_and(|next| next.month.is_some_and(|next| month > next));
            if own == Some(year - 1) && is_before() {
                return Some((year - 1, inferred(Cert::High, Evidence::Internal, Rule::DocumentDate)));
            }
            return Some((year, inferred(Cert::High, Evidence::Internal, Rule::Sentence)));
        }
        let paragraph = from(self.running.paragraph);
        match (paragraph, own) {
            (Some(year), Some(own)) if (year - own).abs() <= 1 || self.running.paragraph.is_some_and(|moment| moment.month.is_some()) => {
                Some((year, inferred(Cert::High, Evidence::Internal, Rule::Paragraph)))
            }
            (_, Some(year)) => Some((year, inferred(Cert::High, Evidence::Internal, Rule::DocumentDate))),
            (Some(year), None) => Some((year, inferred(Cert::High, Evidence::Internal, Rule::Paragraph))),
            (None, None) => from(self.running.text).map(|year| (year, inferred(Cert::Medium, Evidence::Internal, Rule::Before))),
        }
    }

    /// "the 14th": of the sentence's or paragraph's month, or of that which brings it nearest to the document's date.
    fn fill_month(&self, point: Point, day: u8) -> Option<Filled<Point>> {
        let near = |moment: Option<Moment>, rule| {
            let (year, month) = (moment?.year?, moment?.month?);
            Some(Filled {
                what: Point { year: Some(year), month: Some(month), ..point },
                inferred: Some(inferred(Cert::Medium, Evidence::Internal, rule)),
            })
        };
        if let Some(found) = self.month_by_weekday(point, day).or_else(|| near(self.running.sentence, Rule::Sentence)) {
            return Some(found);
        }
        let own = || {
            let (year, month, _) = nearest_day(self.day()?, |(_, _, own)| own == day, 31)?;
            Some(Filled {
                what: Point { year: Some(year), month: Some(month), ..point },
                inferred: Some(inferred(Cert::Medium, Evidence::Internal, Rule::DocumentDate)),
            })
        };
        own().or_else(|| near(self.running.paragraph, Rule::Paragraph)).or_else(|| near(self.running.text, Rule::Before))
    }

    /// "Monday the 8th": of the month about the document's date in which the 8th is a Monday.
    fn month_by_weekday(&self, point: Point, day: u8) -> Option<Filled<Point>> {
        const DAYS: i64 = 100;
        let named = point.weekday?;
        let is_named = |own: Day| own.2 == day && Calendar::Gregorian.number(own).map(weekday) == Some(named);
        let from = self.day()?;
        let (year, month, _) = if self.is_next_heading() { next_day(from, is_named, DAYS) } else { nearest_day(from, is_named, DAYS) }?;
        Some(Filled {
            what: Point { year: Some(year), month: Some(month), ..point },
            inferred: Some(inferred(Cert::High, Evidence::Internal, Rule::DocumentDate)),
        })
    }

    /// "Friday" at the head of a letter: the day of the document's date, or the last such day before it; above an entry of a diary, the
    /// next.
    fn fill_weekday(&self, point: Point, named: u8) -> Option<Filled<Point>> {
        let number = Calendar::Gregorian.number(self.day()?)?;
        let back = (i64::from(weekday(number)) - i64::from(named)).rem_euclid(7);
        let days = if self.is_next_heading() { 7 - back } else { -back };
        let (year, month, day) = Calendar::Gregorian.day(number + days)?;
        let cert = if days == 0 { Cert::High } else { Cert::Medium };
        Some(Filled {
            what: Point { year: Some(year), month: Some(month), day: Some(day), ..point },
            inferred: Some(inferred(cert, Evidence::Internal, Rule::DocumentDate)),
        })
    }

    /// "'48": of the century that brings it nearest before the document's date, or to the date before; "'15" of "1914, '15"
    /// of the same as that; "944" of the thousand, where the text is of that time.
    pub(super) fn fill_century(&self, point: Point) -> Filled<Point> {
        /// Years of a century that may as well be of the next, where nothing tells which.
        const UNTOLD: i32 = 32;
        if let Some(year) = self.of_same_century(point.year.unwrap_or(0)) {
            let inferred = Some(inferred(Cert::High, Evidence::Internal, Rule::Carried));
            return Filled { what: Point { year: Some(year), is_short: false, ..point }, inferred };
        }
        let anchor = self.document.or(self.running.text).and_then(|moment| moment.year);
        let short = point.year.unwrap_or(0);
        let year = anchor.filter(|_| short < 100).map(|anchor| {
            let year = anchor.div_euclid(100) * 100 + short;
            if year > anchor + 5 { year - 100 } else { year }
        });
        // "8. IV. 06" in a text without another year is of 1806 or 1906.
        if anchor.is_none() && short < UNTOLD && point.day.is_some() {
            return Filled { what: Point { year: None, is_short: false, ..point }, inferred: None };
        }
        let year = year.unwrap_or(if short < 100 { 1800 + short } else { with_thousand(point, short, anchor) });
        if year == short {
            return Filled { what: Point { is_short: false, ..point }, inferred: None };
        }
        Filled {
            what: Point { year: Some(year), is_short: false, ..point },
            inferred: Some(inferred(if anchor.is_some() { Cert::High } else { Cert::Low }, Evidence::Internal, Rule::DocumentDate)),
        }
    }

    /// The year that goes on from one of the same sentence.
    fn of_same_century(&self, short: i32) -> Option<i32> {
        const NEAR: i32 = 10;
        let before = self.running.sentence.and_then(|moment| moment.year)?;
        let year = before.div_euclid(100) * 100 + short;
        (short < 100 && (1..=NEAR).contains(&(year - before))).then_some(year)
    }

    /// The document's date, where it is a day.
    pub(super) fn day(&self) -> Option<Day> {
        let document = self.document?;
        Some((document.year?, document.month?, document.day?))
    }
}

/// 1944 for 944 in a text of about that year, or of no known one where only figures stand for it, else the year as it stands.
fn with_thousand(point: Point, year: i32, anchor: Option<i32>) -> i32 {
    const NEAR: i32 = 60;
    let is_near = anchor.map_or(point.lacks_thousand, |anchor| (-5..=NEAR).contains(&(anchor - 1000 - year)));
    if is_near { year + 1000 } else { year }
}

pub(super) const fn inferred(cert: Cert, evidence: Evidence, rule: Rule) -> Inferred {
    Inferred { cert, evidence, rule }
}

/// The year of a month that is told after `moment`: the next where the story went from the end of a year to its beginning.
fn year_after(moment: Moment, month: u8) -> Option<i32> {
    // "241 B.C." is long past where a day is told without its year.
    moment.year.filter(|year| *year > 0)?;
    let turns = moment.month.is_some_and(|before| before >= 10 && month + 8 <= before);
    moment.year.map(|year| year + i32::from(turns))
}

/// The year in which month and day are nearest to the document's date.
fn nearest_year(document: Moment, month: u8, day: Option<u8>) -> Option<i32> {
    let year = document.year?;
    let Some(own) = document.month else {
        return Some(year);
    };
    let days = |month: u8, day: Option<u8>| i32::from(month) * 31 + i32::from(day.unwrap_or(15));
    let distance = days(month, day) - days(own, document.day.filter(|_| day.is_some()).or(if day.is_none() { document.day } else { None }));
    Some(match distance {
        187.. => year - 1,
        ..=-187 => year + 1,
        _ => year,
    })
}

/// The first day from `day` on that `is` takes, within so many days.
fn next_day(day: Day, is: impl Fn(Day) -> bool, within: i64) -> Option<Day> {
    let number = Calendar::Gregorian.number(day)?;
    (0..=within).filter_map(|step| Calendar::Gregorian.day(number + step)).find(|&day| is(day))
}

/// The day nearest to `day` that `is` takes, the earlier of two, within so many days.
pub(super) fn nearest_day(day: Day, is: impl Fn(Day) -> bool, within: i64) -> Option<Day> {
    let number = Calendar::Gregorian.number(day)?;
    let steps = (0..=within).flat_map(|step| [-step, step]);
    steps.into_iter().filter_map(|step| Calendar::Gregorian.day(number + step)).find(|&day| is(day))
}
