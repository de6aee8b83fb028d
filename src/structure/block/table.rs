//! Tables: with a grid of `+---+`, with columns under dashes, with pipes, in HTML. A table of one column is no table but
//! a box around text.

use super::{DraftKind, Lines, Parsed, Shape};
use crate::structure::html;
use crate::structure::line::Line;

/// An unfinished table is looked at so far, lest many of them cost the square of the document.
const MAX_LINES: usize = 2000;

/// A row: for each cell its lines.
type Cells = Vec<Vec<Line>>;

/// `+-----+` above, between and below rows of `| … |`.
pub(super) fn grid(lines: &Lines<'_>) -> Option<Parsed> {
    let border = |line: &Line| is_border(line.shown(lines.source));
    if !border(&lines.lines[0]) {
        return None;
    }
    let is_part = |line: &&Line| border(line) || line.shown(lines.source).starts_with('|');
    let n = lines.lines.iter().take_while(is_part).count();
    if n < 3 || !border(&lines.lines[n - 1]) {
        return None;
    }
    let columns = columns_of(lines.lines[0], lines.source, |c| c == '-' || c == '=' || c == ':');
    let rows: Vec<Cells> = lines.lines[..n]
        .split(border)
        .filter(|rows| !rows.is_empty())
        .map(|rows| cells_of(rows, &columns, lines.source))
        .collect::<Option<_>>()?;
    let is_headed = lines.lines[1..n].iter().find(|line| border(line)).is_some_and(|line| line.text(lines.source).contains('='));
    table(n, rows, is_headed)
}

pub(super) fn is_border(text: &str) -> bool {
    text.len() > 3
        && text.starts_with("+")
        && text.ends_with('+')
        && text.bytes().all(|b| b"+-=:".contains(&b))
        && text.contains(['-', '='])
}

/// Columns under runs of dashes, closed by a line of dashes or a blank line (pandoc's simple and multiline tables).
pub(super) fn dashed(lines: &Lines<'_>) -> Option<Parsed> {
    let first = lines.lines[0].trimmed(lines.source);
    let runs = |line: &Line| dash_runs(line.shown(lines.source));
    if runs(&first) == 0 {
        return headed(lines, runs);
    }
    // At the margin a line of dashes is a rule: pandoc sets its tables in.
    if runs(&first) == 1 && lines.lines[0].indent(lines.source) < 2 {
        return None;
    }
    let last = closing_ruler(lines)?;
    let inner = &lines.lines[1..last];
    let head = inner.iter().position(|line| runs(line) > 1);
    let ruler = head.map_or(lines.lines[0], |at| inner[at]);
    rows_under(lines, last + 1, inner, ruler, head)
}

/// A heading line, the dashes below it, and the rows up to a blank line.
fn headed(lines: &Lines<'_>, runs: impl Fn(&Line) -> usize) -> Option<Parsed> {
    if runs(lines.lines.get(1)?) < 2 {
        return None;
    }
    let n = lines.lines.iter().take_while(|line| !line.shown(lines.source).is_empty()).count();
    rows_under(lines, n, &lines.lines[..n], lines.lines[1], Some(1))
}

fn rows_under(lines: &Lines<'_>, n: usize, inner: &[Line], ruler: Line, head: Option<usize>) -> Option<Parsed> {
    let columns = columns_of(ruler, lines.source, |c| c == '-');
    let is_blank = |line: &Line| line.shown(lines.source).is_empty();
    if columns.len() == 1 {
        return Parsed::container(n, Some(DraftKind::Quotation), inner.iter().map(|line| line.trimmed(lines.source)).collect());
    }
    let is_multiline = inner.iter().skip(head.map_or(0, |at| at + 1)).any(is_blank);
    let (above, below) = head.map_or((&inner[..0], inner), |at| (&inner[..at], &inner[at + 1..]));
    let groups = |lines: &'_ [Line]| -> Vec<Vec<Line>> {
        if is_multiline {
            lines.split(is_blank).filter(|rows| !rows.is_empty()).map(<[Line]>::to_vec).collect()
        } else {
            lines.iter().filter(|line| !is_blank(line)).map(|line| vec![*line]).collect()
        }
    };
    let is_headed = !above.is_empty();
    let above = if is_headed { vec![above.to_vec()] } else { Vec::new() };
    let rows = above.into_iter().chain(groups(below));
    table(n, rows.map(|rows| cells_of(&rows, &columns, lines.source)).collect::<Option<_>>()?, is_headed)
}

/// How many runs of dashes a line has that has nothing else; 0 for any other line, and for a rule at the margin.
fn dash_runs(text: &str) -> usize {
    let is_dashes = text.len() >= 5 && text.bytes().all(|b| b == b'-' || b == b' ');
    if is_dashes { text.split(' ').filter(|run| !run.is_empty()).count() } else { 0 }
}

/// The line of dashes that closes a table: it has text before it, and a blank line or the end after it.
fn closing_ruler(lines: &Lines<'_>) -> Option<usize> {
    let is_blank = |n: usize| lines.lines.get(n).is_none_or(|line| line.shown(lines.source).is_empty());
    let is_ruler = |n: usize| dash_runs(lines.lines[n].shown(lines.source)) > 0;
    let limit = lines.lines.len().min(MAX_LINES);
    let text = (1..limit).find(|&n| !is_blank(n) && !is_ruler(n))?;
    (text + 1..limit).find(|&n| is_ruler(n) && is_blank(n + 1))
}

/// `| a | b |` with `|---|---|` as its second line.
pub(super) fn piped(lines: &Lines<'_>) -> Option<Parsed> {
    let is_piped = |line: &&Line| line.shown(lines.source).contains('|');
    let ruler = lines.lines.get(1)?.shown(lines.source);
    let is_ruler = ruler.contains('-') && ruler.contains('|') && ruler.bytes().all(|b| b"|-:+ \t".contains(&b));
    if !is_ruler || !lines.first().contains('|') {
        return None;
    }
    let n = lines.lines.iter().take_while(is_piped).count();
    let rows = lines.lines[..n].iter().enumerate().filter(|&(n, _)| n != 1);
    Some(Parsed { n_lines: n, shape: Shape::Tree(tree(rows.map(|(n, line)| (n == 0, pipe_cells(*line, lines.source))).collect())) })
}

fn pipe_cells(line: Line, source: &str) -> Cells {
    let line = line.trimmed(source);
    let text = line.text(source);
    let mut cells = Vec::new();
    let mut start = usize::from(text.starts_with('|'));
    let bytes = text.as_bytes();
    let first = start;
    for at in first..=text.len() {
        let is_edge = at == text.len() || (bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\'));
        if is_edge && (at < text.len() || start < at) {
            let base = line.start as usize;
            cells.push(vec![Line::new(source, base + start, base + at).trimmed(source)]);
            start = at + 1;
        }
    }
    cells
}

/// Rows between two lines `|===`, as the convention has them: a cell begins with a bar, and so many are a row as the first line has.
pub(super) fn fenced(lines: &Lines<'_>) -> Option<Parsed> {
    let fence = lines.habits.tables.fence.as_deref().filter(|fence| lines.first() == *fence)?;
    let text = |line: &Line| line.shown(lines.source);
    let close = 1 + lines.lines[1..].iter().take(MAX_LINES).position(|line| text(line) == fence)?;
    let inner = &lines.lines[1..close];
    let is_bar = |line: &&Line| text(line).starts_with('|');
    let columns = pipe_cells(*inner.iter().find(is_bar)?, lines.source).len();
    let cells: Cells = inner.iter().filter(is_bar).flat_map(|line| pipe_cells(*line, lines.source)).collect();
    let is_headed = inner.get(1).is_some_and(|line| text(line).is_empty());
    let is_whole = inner.iter().all(|line| text(line).is_empty() || text(line).starts_with('|'));
    let rows = cells.chunks(columns).enumerate().map(|(n, row)| (is_headed && n == 0, row.to_vec()));
    (is_whole && columns > 0).then(|| Parsed { n_lines: close + 1, shape: Shape::Tree(tree(rows.collect())) })
}

/// Two lines or more of which each has what separates cells by the convention: `Spades | 2`.
pub(super) fn separated(lines: &Lines<'_>) -> Option<Parsed> {
    let row = |line: &Line| {
        let line = line.trimmed(lines.source);
        let (separator, is_head) = lines.habits.tables.separator(line.text(lines.source))?;
        Some((is_head, split_cells(line, lines.source, separator)))
    };
    row(&lines.lines[0])?;
    let rows: Vec<(bool, Cells)> = lines.lines.iter().map_while(row).collect();
    (rows.len() > 1).then(|| Parsed { n_lines: rows.len(), shape: Shape::Tree(tree(rows)) })
}

fn split_cells(line: Line, source: &str, separator: &str) -> Cells {
    let mut at = line.start as usize;
    let cell = |text: &str| {
        let own = Line::new(source, at, at + text.len()).trimmed(source);
        at += text.len() + separator.len();
        vec![own]
    };
    line.text(source).split(separator).map(cell).collect()
}

/// `<table>` to `</table>`.
pub(super) fn html(lines: &Lines<'_>) -> Option<Parsed> {
    if !lines.first().starts_with("<table") {
        return None;
    }
    let close = lines.lines.iter().take(MAX_LINES).position(|line| line.text(lines.source).ends_with("</table>"))?;
    let (start, end) = (lines.lines[0].start as usize, lines.lines[close].end as usize);
    let rows = html::table_rows(lines.source, start, end)?;
    Some(Parsed { n_lines: close + 1, shape: Shape::Tree(tree(rows)) })
}

/// The table of `rows`, of which the first may head the columns.
fn table(n_lines: usize, rows: Vec<Cells>, is_headed: bool) -> Option<Parsed> {
    let used: Vec<usize> =
        (0..rows.first()?.len()).filter(|&column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))).collect();
    if used.len() <= 1 {
        let column = used.first().copied().unwrap_or(0);
        return Parsed::container(
            n_lines,
            Some(DraftKind::Quotation),
            rows.into_iter().flat_map(|mut row| row.swap_remove(column)).collect(),
        );
    }
    Some(Parsed { n_lines, shape: Shape::Tree(tree(rows.into_iter().enumerate().map(|(n, row)| (is_headed && n == 0, row)).collect())) })
}

fn tree(rows: Vec<(bool, Cells)>) -> Vec<(DraftKind, u16, Vec<Line>)> {
    let mut blocks = vec![(DraftKind::Table, 0, Vec::new())];
    for (is_head, cells) in rows {
        if !cells.iter().flatten().is_sorted_by_key(|line| line.start) {
            blocks.push((DraftKind::Transposed { cells, is_head }, 1, Vec::new()));
            continue;
        }
        blocks.push((DraftKind::Row { is_head }, 1, Vec::new()));
        blocks.extend(cells.into_iter().map(|cell| (DraftKind::Cell, 2, cell)));
    }
    blocks
}

/// The columns of characters under each run of a ruler's marks.
fn columns_of(ruler: Line, source: &str, is_mark: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (n, c) in ruler.text(source).chars().enumerate().filter(|&(_, c)| is_mark(c)) {
        debug_assert!(is_mark(c));
        match columns.last_mut() {
            Some((_, end)) if *end == n => *end = n + 1,
            _ => columns.push((n, n + 1)),
        }
    }
    columns
}

/// The lines of each cell of one row; `None` where a word crosses the edge of a column.
fn cells_of(rows: &[Line], columns: &[(usize, usize)], source: &str) -> Option<Cells> {
    let mut cells: Cells = vec![Vec::new(); columns.len()];
    for row in rows {
        let text = row.text(source);
        let is_ascii = text.is_ascii();
        let byte = |column: usize| {
            if is_ascii { column.min(text.len()) } else { text.char_indices().nth(column).map_or(text.len(), |(at, _)| at) }
        };
        let mut after = 0;
        for (n, &(start, end)) in columns.iter().enumerate() {
            let from = byte(start);
            let to = if n + 1 == columns.len() { last_edge(text, byte(end)) } else { byte(end) };
            if !text[after.min(from)..from].bytes().all(|b| b"| \t".contains(&b)) {
                return None;
            }
            after = to;
            let cell = Line::new(source, row.start as usize + from, row.start as usize + to).trimmed(source);
            if !cell.is_blank() || !cells[n].is_empty() {
                cells[n].push(Line { is_hard: false, ..cell });
            }
        }
    }
    for cell in &mut cells {
        while cell.last().is_some_and(|line| line.is_blank()) {
            cell.pop();
        }
    }
    Some(cells)
}

/// The last column of a table without a frame goes on to the end of the line.
fn last_edge(text: &str, end: usize) -> usize {
    if text[end..].contains('|') { end } else { text.len() }
}
