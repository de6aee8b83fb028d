//! Which marker belongs to which body.

use std::collections::HashMap;

use crate::diagnostic::Finding;
use crate::document::{Document, Extent};

use super::body::Body;
use super::label::number;
use super::marker::{Marker, Style};

/// For each marker its body. Each body has at least one, if it can have any.
pub(super) fn link(markers: &[Marker], bodies: &[Body]) -> Vec<Option<usize>> {
    let mut links = vec![None; markers.len()];
    by_target(markers, bodies, &mut links);
    by_name(markers, bodies, &mut links);
    by_label(markers, bodies, &mut links);
    links
}

fn by_target(markers: &[Marker], bodies: &[Body], links: &mut [Option<usize>]) {
    let anchors: HashMap<&str, usize> =
        bodies.iter().enumerate().rev().flat_map(|(n, body)| body.anchors.iter().map(move |anchor| (&**anchor, n))).collect();
    for (marker, link) in markers.iter().zip(links) {
        *link = marker.target.as_deref().and_then(|target| anchors.get(target).copied());
    }
}

/// A marker that says the name of a note in the line above stands for it again: `[fn:a]` after `[fn:a:Of Brest.]`.
fn by_name(markers: &[Marker], bodies: &[Body], links: &mut [Option<usize>]) {
    let named = bodies.iter().enumerate().filter(|(_, body)| body.is_in_line && !body.label.is_empty());
    let named: HashMap<&str, usize> = named.rev().map(|(n, body)| (&*body.label, n)).collect();
    if named.is_empty() {
        return;
    }
    for (marker, link) in markers.iter().zip(links).filter(|(_, link)| link.is_none()) {
        *link = named.get(&*marker.label).copied().filter(|&body| bodies[body].start < marker.extent.start);
    }
}

/// Runs of bodies, in order: each takes the markers before it that no earlier run took. Runs that stand together share
/// theirs, split where the labels begin again.
fn by_label(markers: &[Marker], bodies: &[Body], links: &mut [Option<usize>]) {
    let linked: Vec<bool> = linked(bodies.len(), links);
    let free: Vec<usize> = (0..bodies.len()).filter(|&n| !linked[n]).collect();
    let runs = runs(markers, bodies, &free);
    let are = Are::of(bodies);
    let mut after = 0;
    for group in groups(markers, bodies, &runs) {
        let first = bodies[group[0][0]].start;
        let is_definite = bodies[group[0][0]].is_definite;
        let before = markers.partition_point(|marker| marker.extent.end <= first);
        let until = if is_definite { markers.len() } else { before };
        let open: Vec<usize> = (after..until).filter(|&n| links[n].is_none() && fits(&markers[n], &bodies[group[0][0]], are)).collect();
        let series = split(markers, &open);
        if series.len() == group.len() {
            for (run, own) in group.iter().zip(&series) {
                take(markers, bodies, run, own, links);
            }
        } else {
            let all: Vec<usize> = group.concat();
            let are_counted = series.len() > group.len() && series.iter().all(|own| is_counted(markers, own));
            let own = if are_counted { series[series.len() - group.len()..].concat() } else { open };
            take(markers, bodies, &all, &own, links);
        }
        if !is_definite {
            after = before;
        }
    }
    inside_notes(markers, bodies, links);
}

/// A marker inside the body of a note, or after all bodies, takes what is left.
fn inside_notes(markers: &[Marker], bodies: &[Body], links: &mut [Option<usize>]) {
    let (linked, are) = (linked(bodies.len(), links), Are::of(bodies));
    let mut left: HashMap<&str, usize> = HashMap::new();
    for (n, body) in bodies.iter().enumerate().rev().filter(|&(n, _)| !linked[n]) {
        left.insert(&body.label, n);
    }
    for (n, marker) in markers.iter().enumerate() {
        if links[n].is_none()
            && marker.style >= Style::Symbol
            && let Some(&body) =
                left.get(marker.label.as_str()).filter(|&&body| bodies[body].start > marker.extent.end && fits(marker, &bodies[body], are))
        {
            links[n] = Some(body);
            left.remove(marker.label.as_str());
        }
    }
}

/// What there is among bodies.
#[derive(Clone, Copy)]
struct Are {
    /// `[^1]: …`.
    definite: bool,
    /// Some labelled `(1)` or `{1}`, and some not.
    mixed: bool,
}

impl Are {
    fn of(bodies: &[Body]) -> Self {
        let weak = bodies.iter().filter(|body| body.is_weak).count();
        Self { definite: bodies.iter().any(|body| body.is_definite), mixed: weak > 0 && weak < bodies.len() }
    }
}

fn linked(n: usize, links: &[Option<usize>]) -> Vec<bool> {
    let mut linked = vec![false; n];
    for body in links.iter().flatten() {
        linked[*body] = true;
    }
    linked
}

/// Whether the styles of a marker and a body go together: `[^1]` has a plain `1.` for its body only where no body is `[^1]:`.
fn fits(marker: &Marker, body: &Body, are: Are) -> bool {
    match marker.style {
        Style::Definite => body.is_definite || !are.definite,
        Style::Weak => body.is_weak,
        // `[1]` is no marker of `{1}` where others are labelled `[1]`.
        Style::Bracket => !body.is_weak || !are.mixed,
        _ => true,
    }
}

/// The bodies in runs of which the numbers rise.
fn runs(markers: &[Marker], bodies: &[Body], free: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for &n in free {
        let own = number(&bodies[n].label);
        let begins = match (last, own) {
            (None, _) => runs.is_empty(),
            (Some(last), Some(own)) => own <= last,
            (Some(_), None) => false,
        };
        let is_parted =
            runs.last().and_then(|run| run.last()).is_some_and(|&before| has_marker_between(markers, &bodies[before], &bodies[n]));
        if begins || is_parted || runs.is_empty() {
            runs.push(Vec::new());
        }
        runs.last_mut().into_iter().for_each(|run| run.push(n));
        last = own.or(if begins || is_parted { None } else { last });
    }
    runs
}

/// Whether text with markers of its own stands between two bodies.
fn has_marker_between(markers: &[Marker], before: &Body, after: &Body) -> bool {
    let first = markers.partition_point(|marker| marker.extent.start < before.start);
    let label = |marker: &Marker| marker.label == after.label && marker.style >= Style::Symbol;
    !before.is_definite && markers[first..].iter().take_while(|marker| marker.extent.end <= after.start).any(label)
}

/// Runs that stand together, with no marker of theirs between.
fn groups(markers: &[Marker], bodies: &[Body], runs: &[Vec<usize>]) -> Vec<Vec<Vec<usize>>> {
    let mut groups: Vec<Vec<Vec<usize>>> = Vec::new();
    for run in runs {
        let is_parted = groups
            .last()
            .and_then(|group| group.last())
            .and_then(|before| before.last())
            .is_none_or(|&before| has_marker_between(markers, &bodies[before], &bodies[run[0]]));
        if is_parted {
            groups.push(Vec::new());
        }
        groups.last_mut().into_iter().for_each(|group| group.push(run.clone()));
    }
    groups
}

/// Markers in series of which the numbers rise; a number that stands twice does not begin a new one.
fn split(markers: &[Marker], open: &[usize]) -> Vec<Vec<usize>> {
    let mut series: Vec<Vec<usize>> = Vec::new();
    let mut last = 0;
    for &n in open {
        let own = number(&markers[n].label);
        if series.is_empty() || own.is_some_and(|own| own < last && own == 1) {
            series.push(Vec::new());
        }
        last = own.unwrap_or(last);
        series.last_mut().into_iter().for_each(|own| own.push(n));
    }
    series
}

/// Whether markers count from 1 on, as those of notes do that are all elsewhere: what counts again has notes of its own.
fn is_counted(markers: &[Marker], series: &[usize]) -> bool {
    const LEAST: usize = 5;
    let numbers = || series.iter().map(|&n| number(&markers[n].label));
    series.len() >= LEAST && numbers().zip(1..).all(|(own, n)| own == Some(n))
}

/// Gives each body of a run the markers with its label: in order, and where a label stands in several bodies, each to the
/// next.
fn take(markers: &[Marker], bodies: &[Body], run: &[usize], own: &[usize], links: &mut [Option<usize>]) {
    let mut by_label: HashMap<&str, Vec<usize>> = HashMap::new();
    for &body in run {
        by_label.entry(&bodies[body].label).or_default().push(body);
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for &n in own {
        let label = markers[n].label.as_str();
        if let Some(with_label) = by_label.get(label) {
            let times = seen.entry(label).or_insert(0);
            links[n] = Some(with_label[(*times).min(with_label.len() - 1)]);
            *times += 1;
        }
    }
}

/// What is left over, and what is odd in the numbers.
pub(super) fn findings(document: &Document, markers: &[Marker], bodies: &[Body], links: &[Option<usize>]) -> Vec<(Extent, Finding)> {
    let mut findings = Vec::new();
    let used = linked(bodies.len(), links);
    let styles: Vec<Style> = markers.iter().zip(links).filter(|(_, link)| link.is_some()).map(|(marker, _)| marker.style).collect();
    for (marker, link) in markers.iter().zip(links) {
        let is_sure = marker.style == Style::Definite || (marker.style >= Style::Bracket && styles.contains(&marker.style));
        if link.is_none() && is_sure && number(&marker.label).is_some() | (marker.style == Style::Definite) {
            findings.push((marker.extent, Finding::MarkerWithoutNote { label: document.str(marker.extent).to_owned() }));
        }
    }
    let mut last: Option<u32> = None;
    for (n, body) in bodies.iter().enumerate() {
        let extent = if body.label_extent.is_empty() { Extent { start: body.start, end: body.start } } else { body.label_extent };
        if !used[n] {
            findings.push((extent, Finding::NoteWithoutMarker { label: body.label.clone() }));
        }
        let own = number(&body.label);
        match (last, own) {
            (Some(before), Some(own)) if own == before && !(used[n] && used[n - 1]) => {
                findings.push((extent, Finding::NoteRepeated { label: body.label.clone() }));
            }
            (Some(before), Some(after)) if after > before + 1 => findings.push((extent, Finding::NoteSkipped { before, after })),
            _ => {}
        }
        last = own.or(last);
    }
    findings
}
