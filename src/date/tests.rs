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
    check(
        "at noon on 3 May 1919, on 3 May 1919 at 14:05",
        &["at noon on 3 May 1919=1919-05-03T12:00:00", "3 May 1919 at 14:05=1919-05-03T14:05:00"],
    );
    check(
        "on December 12, 1964, 1:15–1:55 p.m., and February 10, 1959, noon.",
        &["December 12, 1964, 1:15–1:55 p.m.=1964-12-12T13:15:00", "February 10, 1959, noon=1959-02-10T12:00:00"],
    );
    check("on November 25, 1967, 1616Z.", &["November 25, 1967, 1616Z=1967-11-25T16:16:00"]);
}

#[test]
fn what_an_editor_gives_of_a_date() {
    check("on [10] December 1922 or 11 [December] 1922", &["[10] December 1922=1922-12-10", "11 [December] 1922=1922-12-11"]);
    check("dated 10 December 19[22], in [19]23 and 192[4]", &["10 December 19[22]=1922-12-10", "[19]23=1923", "192[4]=1924"]);
    check("in 1850 (?), of 192?, of 1861 or thereabouts", &["1850 (?)=1850", "192?=1920..1929", "1861 or thereabouts=1856..1866~"]);
    check("hous s5555555555[555] in 55555[5]", &[]);
    check("came.\n\n[2] In May 1919 he went", &["May 1919=1919-05"]);
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
    check("Caesar (100-44 BC)", &["100-44 BC=-0099/-0043"]);
    check("(c480-406 B.C.)", &["c480-406 B.C.=-0479/-0405~"]);
    check("July-September 1922", &["July-September 1922=1922-07/1922-09"]);
    check("**1842-43**: at first; 1853-54: then", &["1842-43=1842/1843", "1853-54=1853/1854"]);
    check("the sessions 1905-07 and 1648/9", &["1905-07=1905/1907", "1648/9=1648/1649"]);
    check("the summer and autumn of 1919", &["the summer=1919-06..1919-08~", "autumn of 1919=1919-09..1919-11~"]);
    check("after 1919 but before 1923, as he says", &["after 1919 but before 1923=1920..1922"]);
    check("not earlier than 1921 and not later than May 1923", &["not earlier than 1921 and not later than May 1923=1921..1923-05-31"]);
    check("in 1921 at the latest, in 1922 or later", &["1921 at the latest=..1921", "1922 or later=1922.."]);
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

/// The dates of `text` in a document in `language` that was written on `written`.
#[track_caller]
fn check_in(language: &str, written: Option<Moment>, text: &str, expected: &[&str]) {
    let phrases = read(text, Some(language), Years::AfterPreposition);
    let mut context = Context::new(written, Order::of(&phrases), Reckoning::of_language(Some(language)));
    let found: Vec<String> = context.dates(text, &phrases, Voice::Text).iter().map(|found| shown(found, text)).collect();
    assert_eq!(found, expected, "in {text}");
}

#[track_caller]
fn check_english(written: Moment, text: &str, expected: &[&str]) {
    check_in("en", Some(written), text, expected);
}

#[test]
fn german() {
    check_in("de", None, "am 14. Jänner 1900 und am 3. II. 1919", &["14. Jänner 1900=1900-01-14", "3. II. 1919=1919-02-03"]);
    check_in("de", None, "vom 18. bis 20. Februar 1919", &["18. bis 20. Februar 1919=1919-02-18/1919-02-20"]);
    check_in("de", None, "Ende Juni 1894, im Sommer 1905", &["Ende Juni 1894=1894-06-21..1894-06-30~", "Sommer 1905=1905-06..1905-08~"]);
    check_in("de", None, "in der Nacht vom 17. auf den 18. März 1871", &["17. auf den 18. März 1871=1871-03-17/1871-03-18"]);
    check_in("de", None, "am 20./8. Oktober 1870, den 30./V. 1871", &["20./8. Oktober 1870=1870-10-20", "30./V. 1871=1871-05-30"]);
    check_in("de", None, "im 16. Jahrhundert", &["16. Jahrhundert=1501..1600"]);
    check_in("de", None, "Die 1500 Mann, Nr. 30, S. 5 bis 9, mögen", &[]);
}

#[test]
fn french() {
    check_in("fr", None, "le 1er mai 1890; le 18 brumaire an VIII", &["1er mai 1890=1890-05-01", "18 brumaire an VIII=1799-11-09"]);
    check_in("fr", None, "du 18 au 20 février 1919", &["18 au 20 février 1919=1919-02-18/1919-02-20"]);
    check_in("fr", None, "les 17, 18 et 19 Décembre 1870", &["les 17=1870-12-17", "18=1870-12-18", "19 Décembre 1870=1870-12-19"]);
    check_in("fr", None, "en 1870; l'année suivante", &["1870=1870", "l'année suivante=1871"]);
    check_in("fr", None, "au xviiie siècle", &["xviiie siècle=1701..1800"]);
    check_in("fr", None, "au XVIIIe siècle, au début de 1848", &["XVIIIe siècle=1701..1800", "début de 1848=1848-01..1848-03~"]);
    check_in("fr", None, "le quatre août mil sept cent quatre-vingt-neuf", &["quatre août mil sept cent quatre-vingt-neuf=1789-08-04"]);
    check_in("fr", None, "page 12, 1500 hommes, la mer, mars", &[]);
}

#[test]
fn russian() {
    check_in("ru", None, "25 октября (7 ноября) 1917 года", &["25 октября (7 ноября) 1917 года=1917-11-07"]);
    check_in("ru", None, "с 18 по 20 февраля 1919 г.", &["18 по 20 февраля 1919 г.=1919-02-18/1919-02-20"]);
    check_in("ru", None, "в конце декабря 1922 г.", &["в конце декабря 1922 г.=1922-12-21..1922-12-31~"]);
    check_in("ru", None, "в XIX веке, третьего марта 2015", &["XIX веке=1801..1900", "третьего марта 2015=2015-03-03"]);
    check_in(
        "ru",
        None,
        "в 70-х годах XIX в., 9 (22) января 1905 г.",
        &["70-х годах XIX в.=1870/1879", "9 (22) января 1905 г.=1905-01-22"],
    );
    check_in("ru", None, "31 декабря 1916 г. (13 января 1917 г.)", &["31 декабря 1916 г. (13 января 1917 г.)=1917-01-13"]);
    check_in("ru", None, "№ 30, стр. 12, 1500 человек", &[]);
}

#[test]
fn italian_spanish_latin_polish() {
    check_in(
        "it",
        None,
        "25 aprile 1945; dal 3 al 9 maggio 1898",
        &["25 aprile 1945=1945-04-25", "3 al 9 maggio 1898=1898-05-03/1898-05-09"],
    );
    check_in("it", None, "nel secolo XVI, cap. 12", &["secolo XVI=1501..1600"]);
    check_in(
        "es",
        None,
        "2 de mayo de 1808; del 3 al 9 de julio de 1936",
        &["2 de mayo de 1808=1808-05-02", "3 al 9 de julio de 1936=1936-07-03/1936-07-09"],
    );
    check_in("es", None, "en el siglo XVI, cap. 12", &["el siglo XVI=1501..1600"]);
    check_in("la", None, "die 3 Februarii 1564; MDCXI, fol. 12", &["3 Februarii 1564=1564-02-03"]);
    check_in(
        "pl",
        None,
        "dnia 3 maja 1791; od 3 do 9 lutego 1919 r.",
        &["3 maja 1791=1791-05-03", "3 do 9 lutego 1919 r.=1919-02-03/1919-02-09"],
    );
    check_in("pl", None, "str. 12, 1500 ludzi", &[]);
}

#[test]
fn what_the_context_gives() {
    let letter = Moment::day(1863, 6, 10);
    check_english(letter, "yours of the 25th ult. and the 3rd inst.", &["the 25th ult.=1863-05-25", "the 3rd inst.=1863-06-03"]);
    check_english(letter, "In 1848 war came; the following year he left.", &["1848=1848", "the following year=1849"]);
    check_english(letter, "He left on June 2 and came on the 4th.", &["June 2=1863-06-02", "the 4th=1863-06-04"]);
    check_english(
        letter,
        "ten years ago, and three or four months ago",
        &["ten years ago=1853~", "three or four months ago=1863-02..1863-03~"],
    );
    check_english(
        letter,
        "On June 2, 1863, see Files 1864-66. On July 3 it came.",
        &["June 2, 1863=1863-06-02", "1864-66=1864/1866", "July 3=1863-07-03"],
    );
    check_english(letter, "War came in June 1862; in the following May he left", &["June 1862=1862-06", "the following May=1863-05"]);
    check_english(
        letter,
        "in the spring of '61, from July, 1860, to May, 1861",
        &["the spring of '61=1861-03..1861-05~", "July, 1860, to May, 1861=1860-07/1861-05"],
    );
    check_english(letter, "the Daily News, 29/5/63", &["29/5/63=1863-05-29"]);
    check_english(letter, "of the 25th of last month, Monday the 8th", &["the 25th of last month=1863-05-25", "Monday the 8th=1863-06-08"]);
    check_english(letter, "I shall come on Friday. She came on Monday.", &["Friday=1863-06-12", "Monday=1863-06-08"]);
    check_english(
        letter,
        "It began on December 30, 1862. On January 3 it ended.",
        &["December 30, 1862=1862-12-30", "January 3=1863-01-03"],
    );
    check_in("en", None, "each year on May 1", &["May 1=--05-01"]);
}

#[test]
fn nothing_is_inferred_from_notes_and_statements() {
    let mut context = Context::default();
    for (text, voice) in [("Transcribed in May 2009.", Voice::Statement), ("See June 5, 1953.", Voice::Note)] {
        let phrases = read(text, Some("en"), Years::Anywhere);
        assert_eq!(context.dates(text, &phrases, voice).len(), 1);
    }
    let phrases = read("on February 3 it met", Some("en"), Years::AfterPreposition);
    assert_eq!(shown(&context.dates("on February 3 it met", &phrases, Voice::Text)[0], "on February 3 it met"), "February 3=--02-03");
}

#[test]
fn calendars() {
    check("the news of 11/24 February 1919", &["11/24 February 1919=1919-02-24"]);
    check("dated 16 (27 August), 1782", &["16 (27 August), 1782=1782-08-27"]);
    check("on August 5 (new style), 1900", &["August 5 (new style), 1900=1900-08-05"]);
    check("on 24 March 1602/3 and 2 September 1666 O.S.", &["24 March 1602/3=1603-04-03", "2 September 1666 O.S.=1666-09-12"]);
    check("15 Nisan 5679, 12 Ramadan 1337", &["15 Nisan 5679=1919-04-15", "12 Ramadan 1337=1919-06-11"]);
    check(
        "on 9 (22) January 1905 and February 27 (March 12), 1917",
        &["9 (22) January 1905=1905-01-22", "February 27 (March 12), 1917=1917-03-12"],
    );
    check("on May Day 1919, the morrow of Martinmas 1760", &["May Day 1919=1919-05-01", "the morrow of Martinmas 1760=1760-11-12"]);
    check("the statute 10 & 11 Vict.", &["10 & 11 Vict.=1846-06-20..1848-06-19"]);
    check("at Easter 1916, in 12 Geo. III", &["Easter 1916=1916-04-23", "12 Geo. III=1771-10-25..1772-10-24"]);
}

#[test]
fn a_setting_makes_days_julian() {
    let text = "on 25 October 1917 and on 14 February 1918";
    let phrases = read(text, Some("en"), Years::AfterPreposition);
    let russia = Reckoning::set("russia").unwrap();
    let found = Context::new(None, Order::Unknown, russia).dates(text, &phrases, Voice::Text);
    assert_eq!(found[0].date.original.map(|own| own.day), Some((1917, 10, 25)));
    let values: Vec<String> = found.iter().map(|found| shown(found, text)).collect();
    assert_eq!(values, ["25 October 1917=1917-11-07", "14 February 1918=1918-02-14"]);
}

#[test]
fn names_and_numbers_that_look_like_dates() {
    check_in("en", None, "August Bebel and May may march; the October Revolution, the June days", &[]);
    check_in("en", None, "Nos. 27 and 28, ch. 5, line 1848, £1500, 1,905 men, 20 000 francs", &[]);
    check_in("en", None, "The S.J. fathers, Marx's I, 1:12, R.1919, v1848.html", &[]);
    check_in("en", None, "of a thousand souls, by twelve hundred men; in the year eighteen hundred", &["eighteen hundred=1800"]);
    check_in(
        "en",
        None,
        "boys of fifteen and sixteen, between eleven and twelve at night, in eighteen forty-eight",
        &["eighteen forty-eight=1848"],
    );
    check_in("fr", None, "de mille souffrances, entre mil", &[]);
    check_in("en", None, "in the time of Augustus; of 1800 florins", &[]);
    check_in("en", None, "a population of 1900, the last of 1901", &["1901=1901"]);
    check_in("en", None, "the Revolution of 1905", &["1905=1905"]);
}

#[test]
fn dates_without_a_value() {
    check("from 20 to 18 February 1919", &["20 to 18 February 1919=none"]);
    check("on September 31, 1919", &["September 31, 1919=none"]);
    check("on the 32nd of May 1919", &["32nd of May 1919=none"]);
    let found = find("Monday, February 4, 1919", Years::AfterPreposition);
    assert_eq!(found[0].date.problem, Some(Problem::Weekday));
    assert!(found[0].date.value.is_some());
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_other_dates() {
    let text = "from 10/31/1974 on; 3/2/1975";
    let phrases = read(text, Some("en"), Years::AfterPreposition);
    let found = Context::new(None, Order::of(&phrases), Reckoning::default()).dates(text, &phrases, Voice::Text);
    assert_eq!(shown(&found[1], text), "3/2/1975=1975-03-02");
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "(?s).{0,80}") {
        for language in ["en", "ru", "la"] {
            let phrases = read(&text, Some(language), Years::Anywhere);
            let found = Context::default().dates(&text, &phrases, Voice::Text);
            proptest::prop_assert!(found.iter().all(|found| text.get(found.range.clone()).is_some()));
        }
    }

    #[test]
    fn what_is_written_out_is_read(year in 1100..2000_i32, month in 1..=12_u8, day in 1..=28_u8) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let value = Some(Value::When(Moment::day(year, month, day)));
        let name = MONTHS[usize::from(month) - 1];
        for text in [format!("{name} {day}, {year}"), format!("{day} {name} {year}"), format!("{year}-{month:02}-{day:02}"), format!("{day}.{month}.{year}")] {
            let found = find(&text, Years::AfterPreposition);
            proptest::prop_assert_eq!(found.len(), 1, "{}", text);
            proptest::prop_assert_eq!(found[0].date.value, value, "{}", text);
        }
    }
}
