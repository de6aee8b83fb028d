//! A historian at work, from outside: wrong decisions overruled by rows, which hold while the transcription is wrapped anew
//! and edited elsewhere; `review`, `correct`, `explain` and what they write.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use support::{folder, run};

const PROJECT: &str = "input = \"in\"\noutput = \"out\"\n\n[people]\njr = \"Jane Roe\"\n";

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Paragraphs that nobody corrects, each with words of its own.
fn filler(n: usize) -> String {
    format!("Sentence {n} of the minutes tells that the weather held, that the roads were dry and that carriage {n} came late again.")
}

/// The transcription: between any two paragraphs that matter stand some that do not.
fn transcription() -> String {
    const PARTS: [&str; 23] = [
        "In Georgia the ladies of the house spoke first, and Bury was absent from the table for the whole of that long evening.",
        "He went on to Lausanne with Nestor, and the clerk wrote down Augustus Long Street as the name of the road that they had taken.",
        "They gathered on May Day of the same year in the hall, and again in the spring of 1872, as the book of the hall still shows.",
        "It was begun about 1873 or later, and it was said that the March 1874 was sung at the end of every meeting in the old hall.",
        "The chairman of the league, whose hand was never steady, wrote the letter to the members of the executive committee and to the",
        "Delegates of the northern districts, who had waited for it since the first days of that winter and would not wait any longer.",
        "The secretary of the league read the answer of the ministry aloud, slowly and twice over, and then he put it back into the drawer and",
        "nobody asked for it again before the summer came, when it was found to have been lost with all the other papers of the league.",
        "An alliance [then weak] was made with the North [Scotland] and with others [of whom more below] on the terms that are known.",
        "The first resolution",
        "O wild West Wind, thou breath of\nAutumn's being, from whose presence",
        "one lamp and a table\ntwo chairs without arms",
        "lamp  twelve\nchair  forty",
        "Let it be said of us that we came, and that we stayed as long as there was something to be done by us.",
        "Seen by the printer, and set aside by him.",
        "## This line shouts for no reason at all",
        "Mr. M. * * * came too, and he said schöne Grüße to each and every one of those who were present on that day.",
        "Speak plainly, citizens",
        "The list of delegates is lost[1], and so is that of their hosts[2], as the keeper of the archive has confirmed to us.",
        "Set in type for the league by its friends.",
        "2) A remark that no rule takes for a note.",
        "The third of May 1871 was the day on which all of this was written down by the hand of John Doe for the league.",
        "The last paragraph has nothing in it that anybody would ever want to correct, and it stands here for the sake of order.",
    ];
    let mut text = String::from("# Minutes\n\nGeneva, in the night\n\n");
    for (n, part) in PARTS.iter().enumerate() {
        let _ = write!(text, "{part}\n\n");
        if n != 4 && n != 6 {
            for filled in 0..9 {
                let _ = write!(text, "{}\n\n", filler(100 * (n + 1) + filled));
            }
        }
    }
    text + "[1] It was never printed.\n\n[2] It was printed twice.\n"
}

/// A row, and what stands in the TEI by it.
const ROWS: [(&str, &str); 33] = [
    (",In,Georgia,the ladies,type,person,jr,", "<persName resp=\"#roe-jane\">Georgia</persName>"),
    (",and,Bury,was absent,type,none,jr,", "and Bury was absent"),
    (",,Lausanne,,ref,geonames:2659994,jr,", "resp=\"#roe-jane\">Lausanne</placeName>"),
    (",with,Nestor,,type,org,jr,", "<orgName resp=\"#roe-jane\">Nestor</orgName>"),
    (",,Augustus Long Street,,type,place,jr,", "<placeName resp=\"#roe-jane\">Augustus Long Street</placeName>"),
    (",,May Day of the same year,,when,1871-05-01,jr,", "<date when=\"1871-05-01\" resp=\"#roe-jane\">May Day of the same year</date>"),
    (
        ",,the spring of 1872,,from,1872-03-20,jr,",
        "<date from=\"1872-03-20\" to=\"1872-06-20\" resp=\"#roe-jane\">the spring of 1872</date>",
    ),
    (",,the spring of 1872,,to,1872-06-20,jr,", "to=\"1872-06-20\" resp=\"#roe-jane\""),
    (",,1873 or later,,notBefore,1873,jr,", "<date notBefore=\"1873\" notAfter=\"1875\" resp=\"#roe-jane\">1873 or later</date>"),
    (",,1873 or later,,notAfter,1875,jr,", "notAfter=\"1875\" resp=\"#roe-jane\""),
    (",the,March 1874,was sung,none,,jr,", "that the March 1874 was sung"),
    (
        ",and to the,Delegates of the,northern,join,yes,jr,",
        "and to the <pb edRef=\"#copy-text\" break=\"yes\" resp=\"#roe-jane\"/>Delegates",
    ),
    (",back into the,drawer and nobody,,join,no,jr,", "back into the drawer and</p>"),
    (",,[then weak],,read-as,supplied,jr,", "<supplied resp=\"#roe-jane\" reason=\"omitted\">[then weak]</supplied>"),
    (",North,[Scotland],,read-as,comment,jr,", "subtype=\"comment\" place=\"inline\" resp=\"#roe-jane\">[<placeName"),
    (",,[of whom more below],,read-as,gloss,jr,", "subtype=\"gloss\" place=\"inline\" resp=\"#roe-jane\">[of whom more below]</note>"),
    (",,The first resolution,,read-as,heading,jr,", "<head resp=\"#roe-jane\">The first resolution</head>"),
    (",,O wild West Wind,,read-as,verse,jr,", "<lg resp=\"#roe-jane\"> <l>O wild West Wind"),
    (",,one lamp and a table,,read-as,list,jr,", "<list rend=\"bulleted\" resp=\"#roe-jane\"> <item>one lamp and a table"),
    (",,lamp twelve,,read-as,table,jr,", "<table resp=\"#roe-jane\"> <row> <cell>lamp</cell> <cell>twelve</cell>"),
    (",,Let it be said of us,,read-as,quotation,jr,", "<quote resp=\"#roe-jane\"><p>Let it be said of us"),
    (",,Seen by the printer,,read-as,dropped,jr,", "carriage 1508 came late again.</p>"),
    (",,This line shouts,,read-as,text,jr,", "resp=\"#roe-jane\">This line shouts for no reason at all</p>"),
    (",Mr. M.,* * *,,read-as,omitted-name,jr,", "<gap resp=\"#roe-jane\" reason=\"omitted\"><desc>* * *</desc></gap>"),
    (",,schöne Grüße,,lang,de,jr,", "<foreign xml:lang=\"de\" resp=\"#roe-jane\">schöne Grüße</foreign>"),
    (
        ",,\"Geneva, in the night\",,read-as,dateline,jr,",
        "<dateline resp=\"#roe-jane\"><placeName ref=\"#geneva\">Geneva</placeName>, in the night</dateline>",
    ),
    (
        ",is lost,[1],,note,It was printed twice,jr,",
        "is lost<note xml:id=\"note-3\" n=\"2\" place=\"end\" resp=\"#roe-jane\"><p>It was printed twice.</p></note>",
    ),
    (",their hosts,[2],,note,1,jr,", "resp=\"#roe-jane\"><p>It was never printed.</p></note>, as the keeper"),
    (",,Set in type for,,statement,publisher,jr,", "<note type=\"statement\" subtype=\"publisher\" resp=\"#roe-jane\">"),
    (
        ",,A remark that no rule,,read-as,note,jr,",
        "n=\"2\" place=\"end\" resp=\"#roe-jane\"><p>A remark that no rule takes for a note.</p></note>",
    ),
    (",,,,title,Minutes of the League,jr,", "<title type=\"main\" resp=\"#roe-jane\">Minutes of the League</title>"),
    (",hand of,John Doe,for the league,author,,jr,", "resp=\"#roe-jane\">John Doe</persName></author>"),
    (
        ",,third of May 1871,,date,1871-05-03,jr,",
        "<creation><date when=\"1871-05-03\" resp=\"#roe-jane\">third of May 1871</date></creation>",
    ),
];

fn rows() -> String {
    let rows: Vec<&str> = ROWS.iter().map(|(row, _)| *row).collect();
    format!("file,before,quote,after,set,value,by,why\n{}\n", rows.join("\n"))
}

/// White space of any kind is one space.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <lg", "><lg")
}

/// Which rows do not hold.
fn broken(tei: &str) -> Vec<&'static str> {
    let tei = normal(tei);
    let mut broken: Vec<&str> = ROWS.iter().filter(|(_, wanted)| !tei.contains(&normal(wanted))).map(|(row, _)| *row).collect();
    broken.extend(tei.contains("Seen by the printer").then_some("dropped"));
    broken
}

/// Every paragraph filled to lines of this width; headings and tables stay.
fn wrapped(text: &str, width: usize) -> String {
    let fill = |paragraph: &str| {
        let mut lines = vec![String::new()];
        for word in paragraph.split_whitespace() {
            let is_full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + word.len() >= width);
            if is_full {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
        lines.join("\n")
    };
    let is_kept = |paragraph: &str| paragraph.starts_with('#') || paragraph.contains("  ");
    text.split("\n\n").map(|own| if is_kept(own) { own.to_owned() } else { fill(own) }).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Two hundred edits that touch none of the words corrected: words changed, paragraphs taken out and put in.
fn edited(text: &str) -> String {
    let mut text = text.to_owned();
    for n in 0..200 {
        let own = filler(100 * (1 + n % 22) + n % 9);
        let new = match n % 4 {
            0 => own.replace("dry", "wet"),
            1 => own.replace("the weather held", "*the weather* had not held"),
            2 => format!("{own}\n\nInserted as number {n}."),
            _ => own.replace("came late again", "was “on time” for once"),
        };
        text = text.replacen(&own, &new, 1);
        text = text.replacen("\n\nIn Georgia", &format!("\n\nSet before it as number {n}.\n\nIn Georgia"), 1);
    }
    text
}

#[test]
fn corrections_hold_while_the_transcription_is_wrapped_and_edited() {
    let text = transcription();
    let folder =
        folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/minutes.md", text.as_bytes()), ("in/corrections.csv", rows().as_bytes())]);
    let at = folder.path();
    for (stage, text) in [("as it was", text.clone()), ("wrapped", wrapped(&text, 60)), ("edited", wrapped(&edited(&text), 52))] {
        fs::write(at.join("in/minutes.md"), text).expect("a file");
        let (_, stderr) = run(at, &["convert"], 0);
        let tei = read(at, "out/minutes.xml");
        assert_eq!(broken(&tei), Vec::<&str>::new(), "{stage}: {stderr}");
        let is_unsure = |element: &str| element.contains("resp=\"#roe-jane\"") && element.contains("cert=");
        assert_eq!(tei.split('<').filter_map(|rest| rest.split('>').next()).filter(|own| is_unsure(own)).count(), 0);
    }
    let lost = rows().replace(",,\"Geneva", "minutes.md,,\"Geneva").replace(",,schöne", "minutes.md,,schöne");
    fs::write(at.join("in/corrections.csv"), lost).expect("a file");
    fs::write(at.join("in/minutes.md"), text.replace("schöne Grüße", "kind regards").replace("Geneva, in the night", "Geneva"))
        .expect("a file");
    let (_, stderr) = run(at, &["convert"], 1);
    assert_eq!(stderr.matches("error[T606]").count(), 2, "{stderr}");
}

#[test]
fn review_drafts_each_decision_once_and_leaves_what_a_person_wrote() {
    let text = "# Notes\n\nWritten in Paris on 3 May 1871.\n\nOn June 4 he went to Georgia, and at the end of 1872 to Armenia.\n";
    let folder = folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/a.md", text.as_bytes()), ("in/b.md", text.as_bytes())]);
    let at = folder.path();
    let (printed, _) = run(at, &["review"], 0);
    assert!(printed.contains("the end of 1872") && printed.contains("rule:") | printed.contains("taken for a part"), "{printed}");
    run(at, &["review", "-o", "in/corrections.csv"], 0);
    let drafted = read(at, "in/corrections.csv");
    assert_eq!(drafted.matches("the end of 1872").count(), 2, "{drafted}");
    run(at, &["convert"], 0);
    assert!(!read(at, "out/a.xml").contains("#roe-jane"), "what nobody signed is no correction");
    let (_, stderr) = run(at, &["review", "-o", "in/corrections.csv"], 0);
    assert!(stderr.contains("nothing new"), "{stderr}");
    assert_eq!(read(at, "in/corrections.csv"), drafted);
    let signed = drafted.replacen("1872-10/1872-12,,", "1872-11/1872-12,jr,", 1);
    assert_ne!(signed, drafted);
    fs::write(at.join("in/corrections.csv"), &signed).expect("a file");
    run(at, &["review", "-o", "in/corrections.csv"], 0);
    assert_eq!(read(at, "in/corrections.csv"), signed);
    run(at, &["convert"], 0);
    assert!(read(at, "out/a.xml").contains("notBefore=\"1872-11\" notAfter=\"1872-12\" resp=\"#roe-jane\""));
    let (grouped, _) = run(at, &["review", "--only", "dates", "--group"], 0);
    assert!(!grouped.contains("Armenia,") && grouped.starts_with("\u{feff}file,before"), "{grouped}");
}

#[test]
fn one_row_serves_all_places_that_were_decided_alike_and_no_others() {
    let text = "# Three\n\nHe went to Georgia, and Georgia was far, at the end of 1921 as we know.\n";
    let folder = folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/a.txt", text.as_bytes()), ("in/b.txt", text.as_bytes())]);
    let at = folder.path();
    run(at, &["review", "--group", "-o", "in/corrections.csv"], 0);
    let grouped = read(at, "in/corrections.csv");
    assert!(grouped.contains("\n,*,the end of 1921,,notBefore,") && grouped.contains("2 places"), "{grouped}");
    assert!(!grouped.contains(",*,Georgia"), "a place here and a person there: {grouped}");
    let (_, stderr) = run(at, &["review", "-o", "in/corrections.csv"], 0);
    assert!(stderr.contains("nothing new"), "{stderr}");
}

#[test]
fn a_draft_without_a_value_that_nobody_signed_decides_nothing() {
    let rows = "file,before,quote,after,set,value,by,why\n,,Jane Doe,,author,,,\"review: · author \"\"Jane Doe\"\" is known alone (rule: T103)\"\n";
    let folder = folder(&[
        ("teiscribe.toml", PROJECT.as_bytes()),
        ("in/a.txt", b"# One\n\nJane Doe came.\n"),
        ("in/corrections.csv", rows.as_bytes()),
    ]);
    run(folder.path(), &["convert"], 0);
    assert!(!read(folder.path(), "out/a.xml").contains("#roe-jane"));
    fs::write(folder.path().join("in/corrections.csv"), rows.replace(",author,,,", ",author,,jr,")).expect("a file");
    run(folder.path(), &["convert"], 0);
    assert!(read(folder.path(), "out/a.xml").contains("resp=\"#roe-jane\">Jane Doe</persName></author>"));
}

#[test]
fn correct_writes_a_row_with_words_that_stand_once() {
    let text = "# Notes\n\nGeorgia came first. Then he saw Georgia, and he left on June 4, 1871.\n\n\
        They ran [from London] to sea with Lind<sup>1</sup> and others.\n\n---\n\n1. Of Ulm.\n";
    let folder = folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/a.md", text.as_bytes())]);
    let at = folder.path();
    let (_, stderr) = run(at, &["correct", "in/a.md", "Georgia", "type=person"], 2);
    assert!(stderr.contains("3:1, 3:33"), "{stderr}");
    run(at, &["correct", "in/a.md:3:33", "type=person", "--why", "a ship"], 0);
    run(at, &["correct", "in/a.md", "June 4, 1871", "when=1871-06-05"], 0);
    run(at, &["correct", "in/a.md", "June 4, 1871", "when=soon"], 2);
    run(at, &["correct", "in/a.md", "June 4, 1871", "hue=red"], 2);
    assert_eq!(read(at, "in/corrections.csv").lines().count(), 3);
    let (_, stderr) = run(at, &["correct", "in/a.md:5:12", "read-as=verse"], 0);
    assert!(stderr.contains("They ran [from London] to sea"), "what a block is is said of all of it: {stderr}");
    let (_, stderr) = run(at, &["correct", "in/a.md:5:37", "type=org"], 0);
    assert!(stderr.contains(",Lind,"), "the marker of a note is no part of the word before it: {stderr}");
    let (_, stderr) = run(at, &["correct", "in/a.md:3:20", "type=org"], 2);
    assert!(stderr.contains("there is no word at 3:20"), "{stderr}");
    let (_, stderr) = run(at, &["correct", "in/a.md:5:12", "read-as=comment"], 0);
    assert!(stderr.contains(",[from London],"), "what a bracket is is said of it alone: {stderr}");
    run(at, &["convert"], 0);
    let tei = read(at, "out/a.xml");
    assert!(tei.contains("saw <persName resp=\"#roe-jane\">Georgia</persName>"), "{tei}");
    assert!(tei.contains("<date when=\"1871-06-05\" resp=\"#roe-jane\">"), "{tei}");
    let (explained, _) = run(at, &["explain", "in/a.md", "Georgia"], 0);
    assert!(explained.contains("to overrule it: in/a.md,"), "{explained}");
}

#[test]
fn rows_about_several_documents_of_which_none_has_the_words_are_findings_and_told_once() {
    let rows = "file,before,quote,after,set,value,by,why\n*.txt,,Bury,,type,none,jr,\n,,Lausanne,,type,person,jr,\n\
                *.txt,,Atlantis,,type,none,jr,\n,,Bury,,when,soon,jr,\n";
    let folder = folder(&[
        ("teiscribe.toml", PROJECT.as_bytes()),
        ("in/corrections.csv", rows.as_bytes()),
        ("in/a.txt", b"# One\n\nHe went to Bury.\n"),
        ("in/b/c.txt", b"# Two\n\nHe saw Lausanne.\n"),
    ]);
    let at = folder.path();
    let (_, one) = run(at, &["convert", "in/a.txt", "-o", "a.xml"], 1);
    assert!(!one.contains("T606"), "one document is not all: {one}");
    let (_, converted) = run(at, &["convert"], 1);
    assert!(converted.contains("in/corrections.csv:4:1: error[T606]"), "{converted}");
    assert_eq!((converted.matches("T606").count(), converted.matches("T605").count()), (1, 1), "{converted}");
    let (checked, said) = run(at, &["check"], 1);
    assert_eq!((checked.matches("T606").count(), checked.matches("T605").count()), (1, 1), "{checked}");
    assert!(!said.contains("T605"), "{said}");
}

#[test]
fn a_row_about_a_document_that_is_none_is_told_and_a_name_with_brackets_is_no_pattern() {
    let rows = "file,before,quote,after,set,value,by,why\nA.txt,,Bury,,type,none,jr,\nletter[1].txt,,Lausanne,,type,person,jr,\n";
    let folder = folder(&[
        ("teiscribe.toml", PROJECT.as_bytes()),
        ("in/corrections.csv", rows.as_bytes()),
        ("in/a.txt", b"# One\n\nHe went to Bury.\n"),
        ("in/letter[1].txt", b"# Two\n\nHe saw Lausanne.\n"),
    ]);
    let at = folder.path();
    let (_, converted) = run(at, &["convert"], 1);
    let told = "in/corrections.csv:2:1: error[T605]: no correction: no document is called \"A.txt\"";
    assert!(converted.contains(told) && !converted.contains("T606"), "{converted}");
    assert!(run(at, &["check"], 1).0.contains("no document is called"));
    assert!(read(at, "out/letter[1].xml").contains("resp=\"#roe-jane\">Lausanne"));
}

#[test]
fn records_and_lists_of_names_are_read_by_the_corrections_of_the_project() {
    let rows = b"file,before,quote,after,set,value,by,why\n,,Lausanne,,type,none,jr,\n";
    let text = "# One\n\nHe saw Lausanne and Geneva.\n";
    let folder = folder(&[
        ("teiscribe.toml", PROJECT.as_bytes()),
        ("in/a.txt", text.as_bytes()),
        ("in/corrections.csv", rows),
        ("corrections.csv", rows),
    ]);
    let at = folder.path();
    assert_eq!(run(at, &["names", "where", "Lausanne"], 0).0, "");
    assert!(run(at, &["names", "where", "Geneva"], 0).0.contains("in/a.txt:3:21"));
    assert!(!run(at, &["names", "suggest"], 0).0.contains(",Lausanne"));
    let record = serde_json::json!({ "id": "a", "text": text }).to_string();
    let made = support::teiscribe(at).args(["convert", "--jsonl"]).write_stdin(record).output().expect("a run").stdout;
    let made = String::from_utf8_lossy(&made).into_owned();
    assert!(made.contains("Geneva</placeName>") && made.contains("saw Lausanne and"), "{made}");
}

#[test]
fn a_decision_that_was_signed_as_it_was_drafted_holds_where_the_project_is_its_own_input() {
    let text = format!("# One\n\n{}the terms of\n\nthe league were kept, and Jane Doe signed them.\n", "The weather held. ".repeat(20));
    let rows = "file,quote,set,value,by\na.txt,the terms of the league,join,yes,jr\n,Jane Doe,author,,jr\n,Jane Doe,author,,jr\n";
    let project = PROJECT.replace("\"in\"", "\".\"");
    let folder = folder(&[("teiscribe.toml", project.as_bytes()), ("a.txt", text.as_bytes()), ("corrections.csv", rows.as_bytes())]);
    let at = folder.path();
    run(at, &["convert"], 0);
    let tei = read(at, "out/a.xml");
    assert_eq!(tei.matches("<author>").count(), 1, "a row that is read twice: {tei}");
    assert!(tei.contains("resp=\"#roe-jane\"/>the league"), "{tei}");
}

#[test]
fn a_table_without_a_column_that_a_row_needs_is_left_as_it_is() {
    let rows = "file,quote,set,value\n,Lausanne,type,place\n";
    let text = b"# One\n\nHe saw Lausanne, and Bern, and Bern again at the end of 1871.\n";
    let folder = folder(&[("a.txt", text), ("corrections.csv", rows.as_bytes())]);
    let at = folder.path();
    let (_, told) = run(at, &["correct", "a.txt:3:22", "type=org"], 2);
    assert!(told.contains("corrections.csv has no column \"before\""), "{told}");
    let (_, told) = run(at, &["review", "a.txt", "-o", "corrections.csv"], 2);
    assert!(told.contains("has no column \"why\""), "a draft that does not say that it is one would be a decision: {told}");
    assert_eq!(read(at, "corrections.csv"), rows);
    fs::write(at.join("corrections.csv"), "quote,set,value\nLausanne,read-as,unclear\n").expect("a file");
    let (explained, _) = run(at, &["explain", "a.txt", "Lausanne"], 0);
    assert!(explained.contains("a.txt:3:8 \"Lausanne\": unclear (rule: a correction)"), "{explained}");
}

#[test]
fn words_are_explained_where_they_stand_and_not_inside_others() {
    let folder = folder(&[("a.txt", b"# One\n\nThe Mayor of Lausanne came in May 1871 to Lausannegate.\n")]);
    let at = folder.path();
    let (told, _) = run(at, &["explain", "a.txt", "Lausanne"], 0);
    assert_eq!(told.matches("to overrule it").count(), 1, "{told}");
    let (around, _) = run(at, &["explain", "a.txt", "1871"], 0);
    assert!(around.contains("May 1871") && around.matches("to overrule it").count() == 1, "{around}");
    fs::write(at.join("corrections.csv"), "quote,set,value,by\nMay 1871,when,1871-05-02,jr\n").expect("a file");
    let (corrected, _) = run(at, &["explain", "a.txt", "May 1871"], 0);
    assert!(corrected.contains("date 1871-05-02 (rule: a correction, by jr)"), "{corrected}");
}

/// The words of what is not sure in TEI; a page break at which paragraphs were joined has none.
fn unsure(tei: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(tei).expect("well-formed");
    let is_unsure = |node: &roxmltree::Node<'_, '_>| matches!(node.attribute("cert"), Some("medium" | "low"));
    let words =
        |node: roxmltree::Node<'_, '_>| node.descendants().filter_map(|own| own.text().filter(|_| own.is_text())).collect::<String>();
    tree.descendants().filter(is_unsure).map(|node| words(node).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn what_is_not_sure_in_the_seeds_is_in_the_review_once_with_its_rule() {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("input");
    for name in ["stalin-1919-policy-on-the-national-question.md", "stalin-1923-federation-of-soviet-republics.txt"] {
        let folder = folder(&[(name, fs::read(input.join(name)).expect("a seed").as_slice())]);
        let (tei, _) = run(folder.path(), &["convert", name, "-o", "-"], 0);
        let (review, _) = run(folder.path(), &["review", name], 0);
        let rows: Vec<&str> = review.lines().skip(1).collect();
        let unsure = unsure(&tei);
        assert!(unsure.len() >= 6, "{unsure:?}");
        for words in &unsure {
            let is_own = |row: &&&str| if words.is_empty() { row.contains(",join,yes,") } else { row.contains(&format!(",{words},")) };
            let own: Vec<&&str> = rows.iter().filter(is_own).collect();
            assert_eq!(own.len(), unsure.iter().filter(|other| *other == words).count(), "{words}: {own:?}");
            assert!(own.iter().all(|row| row.contains("(rule: ")), "{own:?}");
        }
    }
}

#[test]
fn a_dry_run_sums_up_what_would_change() {
    let text = "# Notes\n\nIn Georgia he stayed until June 4, 1871.\n";
    let folder = folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/a.md", text.as_bytes()), ("in/b.md", text.as_bytes())]);
    let at = folder.path();
    run(at, &["convert"], 0);
    let before = read(at, "out/a.xml");
    let (same, _) = run(at, &["convert", "--dry-run"], 0);
    assert_eq!(same, "0 changed, 2 as they are, 0 new\n");
    let rows =
        "file,before,quote,after,set,value,by,why\na.md,,Georgia,,type,person,jr,\n*.md,,\"until June 4, 1871\",,when,1871-06-05,jr,\n";
    fs::write(at.join("in/corrections.csv"), rows).expect("a file");
    let (changed, _) = run(at, &["convert", "--dry-run"], 0);
    for part in ["names: +1, −1, in 1 file\n", "Georgia (names): +1, −1", "dates: +2, −2, in 2 files", "2 changed, 0 as they are"] {
        assert!(changed.contains(part), "no {part} in {changed}");
    }
    assert_eq!(read(at, "out/a.xml"), before);
}

#[test]
fn a_dry_run_sees_words_of_the_text_alone() {
    let text = "# Notes\n\nThe day was long, and they walked up to the mill and back before it was dark.\n";
    let folder = folder(&[("teiscribe.toml", PROJECT.as_bytes()), ("in/a.md", text.as_bytes())]);
    run(folder.path(), &["convert"], 0);
    fs::write(folder.path().join("in/a.md"), text.replace("before", "after")).expect("a file");
    let (changed, _) = run(folder.path(), &["convert", "--dry-run"], 0);
    assert!(changed.contains("text: +1, −1, in 1 file\n") && changed.contains("1 changed, 0 as they are"), "{changed}");
}
