//! Throughput of reading, recognising and writing. `cargo bench`; set `TEISCRIBE_BENCH` to a folder or file of
//! transcriptions to measure on those instead of `input/`.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use teiscribe::convention::Habits;
use teiscribe::date::{self, Years};
use teiscribe::settings::Settings;
use teiscribe::source::Source;
use teiscribe::{convert, entity, structure};

/// The texts measured on, joined until they have this many bytes.
const SAMPLE: usize = 4_000_000;

fn sample() -> String {
    let path = std::env::var_os("TEISCRIBE_BENCH").map_or_else(|| PathBuf::from("input"), PathBuf::from);
    let mut files = Vec::new();
    gather(&path, &mut files);
    let texts: Vec<String> = files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    let mut sample = String::new();
    for text in texts.iter().cycle() {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push_str(text);
        sample.push_str("\n\n");
    }
    sample
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => {
            let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| gather(entry, files));
        }
        // A README shows the marks of all conventions, and would have the texts about it left out.
        Err(_) if path.file_stem().is_some_and(|stem| stem == "README") => {}
        Err(_) if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") => files.push(path.to_owned()),
        Err(_) => {}
    }
}

/// The sentences of a text that hold no digit, no name of a month or a day and no date: as many bytes again.
fn without_dates(text: &str) -> String {
    const NAMES: [&str; 19] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let is_free = |sentence: &&str| {
        !sentence.contains(|c: char| c.is_ascii_digit())
            && !NAMES.iter().any(|name| sentence.contains(name))
            && date::read(sentence, Some("en"), Years::AfterPreposition).is_empty()
    };
    let free: String = text.split_inclusive(['.', '\n']).filter(is_free).collect();
    free.repeat(text.len() / free.len().max(1))
}

fn throughput(criterion: &mut Criterion) {
    let sample = sample();
    let (source, _) = Source::read("sample", sample.clone().into_bytes()).expect("a text");
    let (document, _) = structure::parse(&source, Habits::base());
    let prose = without_dates(&sample);
    let mut group = criterion.benchmark_group("throughput");
    group.sample_size(20).throughput(Throughput::Bytes(sample.len() as u64));
    group.bench_function("parse", |b| b.iter(|| structure::parse(black_box(&source), Habits::base())));
    // The document is given back: letting go of it is no part of either.
    group.bench_function("annotate", |b| {
        b.iter_batched(
            || document.clone(),
            |mut document| (entity::annotate(&mut document, &Settings::default(), &entity::Names::default(), None), document),
            criterion::BatchSize::LargeInput,
        );
    });
    // What a conversion takes for its dates: without names nothing else is recognised.
    let dates = Settings { no_names: true, ..Settings::default() };
    group.bench_function("annotate dates alone", |b| {
        b.iter_batched(
            || document.clone(),
            |mut document| (entity::annotate(&mut document, &dates, &entity::Names::default(), None), document),
            criterion::BatchSize::LargeInput,
        );
    });
    group.bench_function("convert", |b| b.iter(|| convert("sample", sample.clone().into_bytes(), &Settings::default())));
    group.throughput(Throughput::Bytes(prose.len() as u64));
    group.bench_function("dates in prose without any", |b| b.iter(|| date::find(black_box(&prose), Years::AfterPreposition)));
    group.finish();
}

criterion_group!(benches, throughput);
criterion_main!(benches);
