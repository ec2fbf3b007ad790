//! A small web server for the built page, on a free port of this machine.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Whether the server isolates its pages, as Trunk.toml and a good host do, or sends what any host sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headers {
    Isolating,
    Plain,
}

const ISOLATING: &str = "Cross-Origin-Opener-Policy: same-origin\r\n\
     Cross-Origin-Embedder-Policy: require-corp\r\n\
     Document-Isolation-Policy: isolate-and-require-corp\r\n\
     Cross-Origin-Resource-Policy: cross-origin\r\n\
     Access-Control-Allow-Origin: *\r\n";

/// What goes wrong with an answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Another status, such as `404 Not Found`, with a few words.
    Status(&'static str),
    /// The first so many bytes only, as if they were all.
    Cut(usize),
    /// The first so many bytes; then the connection breaks off.
    BreaksOff(usize),
    /// Another content type.
    Type(&'static str),
    /// A page of HTML, as from a host that answers everything with its start page.
    Html,
    /// Nothing comes until the fault is taken away.
    Held,
    /// The connection ends without an answer, as where there is no network.
    Unreachable,
}

/// A fault in every path that contains a text, for so many requests.
struct Broken {
    part: String,
    fault: Fault,
    times: usize,
}

/// A running server; it stops when dropped.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
    base: String,
}

struct Shared {
    headers: Headers,
    folder: Option<PathBuf>,
    /// The path below which the folder is served, with `/` at both ends.
    base: Mutex<String>,
    pages: Mutex<HashMap<String, String>>,
    broken: Mutex<Vec<Broken>>,
    /// Further header lines, each with its end.
    lines: Mutex<String>,
    /// What runs before anything else of the built page.
    scripts: Mutex<Vec<String>>,
    requests: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

impl Site {
    /// Serves what `cargo xtask build` has made.
    ///
    /// # Panics
    ///
    /// When it has made nothing.
    pub fn of_the_page(headers: Headers) -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(
            dist.join("index.html").is_file(),
            "there is no built page: run `cargo xtask build` first"
        );
        Self::start(headers, Some(dist))
    }

    /// Serves nothing but the pages that are added: a course page that embeds the simulator, for example.
    pub fn of_pages(headers: Headers) -> Self {
        Self::start(headers, None)
    }

    /// Serves the files of a folder.
    pub fn of_folder(headers: Headers, folder: PathBuf) -> Self {
        Self::start(headers, Some(folder))
    }

    fn start(headers: Headers, folder: Option<PathBuf>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port can be had");
        let address = listener.local_addr().expect("the port is known");
        let shared = Arc::new(Shared {
            headers,
            folder,
            base: Mutex::new("/".to_owned()),
            pages: Mutex::default(),
            broken: Mutex::default(),
            lines: Mutex::default(),
            scripts: Mutex::default(),
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let server = Arc::clone(&shared);
        thread::spawn(move || {
            for connection in listener.incoming() {
                if server.stopped.load(Ordering::Relaxed) {
                    break;
                }
                let server = Arc::clone(&server);
                // A browser that goes away in the middle of an answer is nothing to report.
                thread::spawn(move || connection.and_then(|stream| server.answer(stream)));
            }
        });
        Site { address, shared, base: "/".to_owned() }
    }

    /// Moves the built page below `base`, which has `/` at both ends.
    pub fn below(mut self, base: &str) -> Self {
        assert!(base.starts_with('/') && base.ends_with('/'), "`{base}` has no `/` at both ends");
        base.clone_into(&mut self.shared.base.lock().unwrap());
        base.clone_into(&mut self.base);
        self
    }

    /// Adds a page at `path`, which begins with `/`; it has precedence over a file.
    pub fn with_page(self, path: &str, html: &str) -> Self {
        self.shared.pages.lock().unwrap().insert(path.to_owned(), html.to_owned());
        self
    }

    /// Puts a text in the place of a file from now on.
    pub fn replace(&self, path: &str, text: &str) {
        self.shared.pages.lock().unwrap().insert(path.to_owned(), text.to_owned());
    }

    /// What is served at `path` now, as text.
    pub fn text_of(&self, path: &str) -> String {
        let (_, body) = self.shared.content(path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(body).expect("it is text")
    }

    /// Sends this header with every file.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.shared.lines.lock().unwrap().push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Lets every path that contains `part` go wrong from now on.
    pub fn break_path(&self, part: &str, fault: Fault) {
        self.break_times(part, fault, usize::MAX);
    }

    /// The same for the next so many requests.
    pub fn break_times(&self, part: &str, fault: Fault, times: usize) {
        let broken = Broken { part: part.to_owned(), fault, times };
        self.shared.broken.lock().unwrap().push(broken);
    }

    /// Lets nothing go wrong any more.
    pub fn heal(&self) {
        self.shared.broken.lock().unwrap().clear();
    }

    /// Puts a script at the head of the built page, for browsers that cannot be told to run one first.
    pub fn run_first(&self, script: &str) {
        self.shared.scripts.lock().unwrap().push(script.to_owned());
    }

    /// The address of the built page.
    pub fn url(&self) -> String {
        self.url_of(&self.base)
    }

    /// The address of a path, which begins with `/`.
    pub fn url_of(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // The server waits for a connection, and sees the flag at the next one.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn answer(&self, stream: TcpStream) -> io::Result<()> {
        // Browsers open connections in advance, and may never use them.
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let mut reader = BufReader::new(stream);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let Some(target) = request.split(' ').nth(1) else { return Ok(()) };
        let path = target.split(['?', '#']).next().unwrap_or(target);
        self.requests.lock().unwrap().push(path.to_owned());
        let fault = self.fault_of(path);
        if matches!(fault, Some(Fault::Unreachable)) {
            return Ok(());
        }
        if matches!(fault, Some(Fault::Held)) {
            while self.is_held(path) && !self.stopped.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(20));
            }
        }

        let (mut status, mut kind, mut body) = match self.content(path) {
            Some((kind, body)) => ("200 OK", kind, body),
            None => (
                "404 Not Found",
                "text/plain; charset=utf-8",
                format!("there is no {path}").into_bytes(),
            ),
        };
        let mut length = body.len();
        match fault {
            None | Some(Fault::Held | Fault::Unreachable) => {}
            Some(Fault::Status(other)) => {
                (status, kind, body) = (other, "text/plain; charset=utf-8", other.into());
                length = body.len();
            }
            Some(Fault::Cut(most)) => {
                body.truncate(most);
                length = body.len();
            }
            Some(Fault::BreaksOff(most)) => body.truncate(most),
            Some(Fault::Type(other)) => kind = other,
            Some(Fault::Html) => {
                (kind, body) = (content_type("html"), b"<!doctype html><title>Home</title>".into());
                length = body.len();
            }
        }
        let lines = self.lines.lock().unwrap().clone();
        let isolation = if self.headers == Headers::Isolating { ISOLATING } else { "" };
        let mut stream = reader.into_inner();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n\
             Connection: close\r\n{isolation}{lines}\r\n"
        )?;
        if !request.starts_with("HEAD ") {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    /// What goes wrong with this request, the latest fault first.
    fn fault_of(&self, path: &str) -> Option<Fault> {
        let mut broken = self.broken.lock().unwrap();
        let it = broken.iter_mut().rev().find(|it| it.times > 0 && path.contains(&it.part))?;
        it.times -= 1;
        Some(it.fault.clone())
    }

    fn is_held(&self, path: &str) -> bool {
        let broken = self.broken.lock().unwrap();
        broken.iter().any(|it| matches!(it.fault, Fault::Held) && path.contains(&it.part))
    }

    fn content(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        if let Some(page) = self.pages.lock().unwrap().get(path) {
            let name = path.rsplit('/').next().unwrap_or_default();
            let extension = name.rsplit_once('.').map_or("html", |(_, it)| it);
            return Some((content_type(extension), page.clone().into_bytes()));
        }
        let folder = self.folder.as_ref()?;
        let relative = path.strip_prefix(self.base.lock().unwrap().as_str())?;
        if relative.split('/').any(|part| part == "..") {
            return None;
        }
        let relative = if relative.is_empty() || relative.ends_with('/') {
            format!("{relative}index.html")
        } else {
            relative.to_owned()
        };
        let file = folder.join(&relative);
        let extension = relative.rsplit('.').next().unwrap_or_default();
        let mut body = fs::read(file).ok()?;
        let scripts = self.scripts.lock().unwrap();
        if relative == "index.html" && !scripts.is_empty() {
            let html = String::from_utf8(body).expect("the page is text");
            let scripts: String =
                scripts.iter().map(|script| format!("<script>{script}</script>")).collect();
            // A small page has no tag where a browser puts one itself.
            let at = html.find("<meta").expect("the page has a head");
            let (before, after) = html.split_at(at);
            body = format!("{before}{scripts}{after}").into_bytes();
        }
        Some((content_type(extension), body))
    }
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
