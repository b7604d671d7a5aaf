// main.rs < pages: rs-trafilatura, built by run.py as a crate of its own.
use std::io::BufRead;
use serde_json::{json, Value};

fn main() {
    for line in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let path = page["path"].as_str().unwrap();
        let html = std::fs::read(path).unwrap();
        let found = rs_trafilatura::extract_bytes(&html);
        let answer = match found {
            Ok(found) => json!({
                "path": path,
                "title": found.metadata.title,
                "byline": found.metadata.author.unwrap_or_default(),
                "published": found.metadata.date.map(
                    |day| json!({"value": day.format("%Y-%m-%d").to_string()})),
                "body": found.content_text,
            }),
            Err(_) => json!({"path": path, "body": null}),
        };
        println!("{answer}");
    }
}
