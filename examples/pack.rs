//! Packs a sorted list into a finite-state map: lines of a form, a tab and a number from standard input, the map to standard
//! output. For `src/entity/data/`, whose README says how.

use std::io::{self, BufRead};

use fst::MapBuilder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = MapBuilder::new(io::stdout().lock())?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (form, number) = line.split_once('\t').ok_or("a line without a tab")?;
        builder.insert(form, number.parse()?)?;
    }
    builder.finish()?;
    Ok(())
}
