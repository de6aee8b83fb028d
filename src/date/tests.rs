//! Dates of every kind, in words and values.

use super::*;

fn end(moment: Option<Moment>) -> String {
    moment.map_or_else(String::new, |moment| moment.to_string())
}

fn shown(found: &Found, text: &str) -> String {
    let value = match found.date.value {
        Some(Value::When(moment)) => moment.to_string(),
        Some(Value::Range { from, to }) => format!("{}/{}", end(from), end(to)),
        Some(Value::Within { not_before, not_after }) => format!("{}..{}", end(not_before), end(not_after)),
        None => "none".to_owned(),
    };
    format!("{}={value}{}", &text[found.range.clone()], if found.date.is_vague { "~" } else { "" })
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = find(text, Years::AfterPreposition).iter().map(|found| shown(found, text)).collect();
    assert_eq!(found, expected, "in {text}");
}

#[test]
fn days_in_every_order() {
    check("on January 31, 1919, it", &["January 31, 1919=1919-01-31"]);
    check("on 16th of June 1917", &["16th of June 1917=1917-06-16"]);
    check("3d February, 1919", &["3d February, 1919=1919-02-03"]);
    check("Feb. 9, 1919", &["Feb. 9, 1919=1919-02-09"]);
    check("am 3. Februar 1919", &["3. Februar 1919=1919-02-03"]);
    check("12 июля 1919", &["12 июля 1919=1919-07-12"]);
    check("updated 2009-05-17 or 27.9.2004", &["2009-05-17=2009-05-17", "27.9.2004=2004-09-27"]);
}

#[test]
fn months_and_years() {
    check("in December 2015.", &["December 2015=2015-12"]);
    check("at the end of December 1922", &["the end of December 1922=1922-12-21..1922-12-31~"]);
    check("begun in 1918, it had 2500 men", &["1918=1918"]);
    check("circa Jan. 10, 1923", &["circa Jan. 10, 1923=1923-01-10~"]);
}

#[test]
fn ranges() {
    check("from February 18 to 20, 1919", &["February 18 to 20, 1919=1919-02-18/1919-02-20"]);
    check("April 10-May 19, 1922", &["April 10-May 19, 1922=1922-04-10/1922-05-19"]);
    check("Moscow: Dec. 23-27, 1922", &["Dec. 23-27, 1922=1922-12-23/1922-12-27"]);
    check("November, 1917 - 1920", &["November, 1917 - 1920=1917-11/1920"]);
    check("in 1905–07", &["1905–07=1905/1907"]);
    check("18-20 février 1919", &["18-20 février 1919=1919-02-18/1919-02-20"]);
    check("July-September 1922", &["July-September 1922=1922-07/1922-09"]);
}

#[test]
fn what_is_no_date() {
    check("No. 30, pp. 59-60, Vol. 4, 1500 men and 18 to 20 others", &[]);
    check("they may 1918 times march", &[]);
    check("1:1919 or 21112. For Sisson", &[]);
}

#[test]
fn a_date_that_no_calendar_has_is_found_without_a_value() {
    check("February 30, 1919", &["February 30, 1919=none"]);
}
