//! Commentaries: paragraphs that are numbered as the lines or pages that they explain, "24. Cf. l. 49.", and are no notes.

use super::body::Body;
use crate::document::Document;

/// A commentary has so many paragraphs at least.
const LEAST: usize = 8;

/// The bodies without those of a commentary beside notes that have their labels in brackets.
pub(super) fn beside_notes(document: &Document, bodies: Vec<Body>) -> Vec<Body> {
    let is_bracketed = |body: &Body| document.str(body.label_extent).starts_with('[');
    if bodies.iter().filter(|body| is_bracketed(body)).count() < LEAST {
        return bodies;
    }
    let may_be: Vec<bool> = bodies.iter().map(|body| !is_bracketed(body)).collect();
    let are = are_of_one(&bodies, &may_be);
    bodies.into_iter().zip(are).filter_map(|(body, is_of_one)| (!is_of_one).then_some(body)).collect()
}

/// The bodies without those of a commentary for which no text has a marker, and the links to them.
pub(super) fn without(bodies: Vec<Body>, links: &[Option<usize>]) -> (Vec<Body>, Vec<Option<usize>>) {
    let mut may_be = vec![true; bodies.len()];
    links.iter().flatten().for_each(|&body| may_be[body] = false);
    let are = are_of_one(&bodies, &may_be);
    let mut kept = 0;
    let place = |own: &bool| {
        let place = kept;
        kept += usize::from(!own);
        place
    };
    let places: Vec<usize> = are.iter().map(place).collect();
    let links = links.iter().map(|link| link.map(|body| places[body])).collect();
    (bodies.into_iter().zip(are).filter_map(|(body, is_of_one)| (!is_of_one).then_some(body)).collect(), links)
}

/// Which of the bodies that `may_be` so make a commentary: of many in a row hardly one has the number next to that before it.
fn are_of_one(bodies: &[Body], may_be: &[bool]) -> Vec<bool> {
    let number = |body: &Body| body.label.parse::<u32>().ok().filter(|_| !body.is_definite && !body.is_in_line);
    let mut are = vec![false; bodies.len()];
    let mut first = 0;
    while first < bodies.len() {
        let run = bodies[first..].iter().zip(&may_be[first..]).take_while(|(body, may_be)| **may_be && number(body).is_some());
        let end = first + run.count();
        let leaps = bodies[first..end].windows(2).filter(|pair| number(&pair[1]) != number(&pair[0]).map(|before| before + 1)).count();
        if end - first >= LEAST && leaps * 2 > end - first {
            are[first..end].fill(true);
        }
        first = end.max(first + 1);
    }
    are
}
