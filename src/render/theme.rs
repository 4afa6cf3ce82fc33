//! A theme that is ready to render: its templates and words for each language of a site, and its assets.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{Locale, Writing, isolated_text};
use crate::load::{BUILT_IN_THEME, Sources};
use crate::memo::{Digest, digest};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::{BaseUrl, Language};
use crate::parse::manifest;
use crate::parse::text::decode;
use crate::plan::view::SiteView;
use crate::render::faults::{diagnostic, unsound};
use crate::render::shared::placeholders;
use crate::render::sheet::squeezed;
use crate::render::{bidi, policy};

/// Number of hexadecimal digits of the digest in an asset's name: 40 bits are enough to distinguish two versions of an
/// asset.
const DIGEST: usize = 10;

/// The data of one language that templates need.
pub struct LanguageContext<'a> {
    pub language: &'a Language,
    /// The theme's words in the language.
    pub words: &'a Catalogue,
    /// Data that its pages share.
    pub shared: SiteView<'a>,
}

/// A theme for a site.
pub struct Theme {
    /// One set of templates per language.
    pub(super) sets: Vec<LanguageTemplates>,
    /// The theme's static files.
    pub assets: Vec<Asset>,
    /// The width at which the theme shows pictures, as the `sizes` of an `<img>`.
    pub sizes: String,
    /// True if the templates contain inline scripts.
    pub(super) has_programs: bool,
}

/// The templates of one language.
pub(super) struct LanguageTemplates {
    pub(super) tera: Tera,
    /// The source file of each template, by the template's name.
    pub(super) files: BTreeMap<String, Arc<str>>,
    /// The names of the shared parts: `footer` for `shared_footer.html`.
    pub(super) shared: Vec<String>,
    /// The digest of everything that the set was made of.
    digest: Digest,
}

/// A static file of a theme. Its output name contains its digest, so that browsers may cache it for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The path below `static/`.
    pub name: String,
    /// The path in the output folder.
    pub output: String,
    pub bytes: Vec<u8>,
}

impl Theme {
    /// Returns the digest of the parts of theme and configuration that the pages of a language use.
    pub(super) fn digest(&self, language: usize) -> Digest {
        self.sets[language].digest
    }

    /// Reads the theme `name`, layered over the built-in one, for these languages. Returns `None` if a template has a fault.
    ///
    /// If there are several files for one template, `article.ar.html` takes precedence over `article.rtl.html`, and this
    /// over `article.html`. Any file of the theme takes precedence over those of the built-in one.
    pub fn new(
        sources: &Sources,
        name: &str,
        base: &BaseUrl,
        contexts: &[LanguageContext<'_>],
        found: &mut Vec<Diagnostic>,
    ) -> Option<Theme> {
        let assets = assets(sources, name);
        let tags: Vec<String> = contexts.iter().map(|v| v.language.tag.clone()).collect();
        let before = found.len();
        let sets = contexts
            .iter()
            .filter_map(|context| set(sources, name, base, &assets, context, &tags, found))
            .collect();
        (found.len() == before).then_some(Theme {
            sets,
            assets,
            sizes: sizes(sources, name),
            has_programs: has_programs(sources, name),
        })
    }
}

/// Returns the layers that a theme consists of, the lowest first.
fn layers(name: &str) -> Vec<&str> {
    if name == BUILT_IN_THEME {
        vec![name]
    } else {
        vec![BUILT_IN_THEME, name]
    }
}

/// Returns the width at which the theme shows pictures, from the highest layer that sets it.
fn sizes(sources: &Sources, name: &str) -> String {
    let said = |layer: &str| manifest::sizes(sources.text(&format!("themes/{layer}/theme.toml"))?);
    let mut layers = layers(name).into_iter().rev();
    // This is the default of browsers as well: pictures as wide as the window.
    layers.find_map(said).unwrap_or_else(|| "100vw".to_owned())
}

fn has_programs(sources: &Sources, name: &str) -> bool {
    layers(name).into_iter().any(|layer| {
        let folder = format!("themes/{layer}/templates/");
        let mut templates = sources.below(&folder);
        templates.any(|source| sources.text(&source.path).is_some_and(policy::has_program))
    })
}

fn assets(sources: &Sources, name: &str) -> Vec<Asset> {
    let mut assets = BTreeMap::new();
    for layer in layers(name) {
        let folder = format!("themes/{layer}/static/");
        for source in sources.below(&folder) {
            let name = source.path[folder.len()..].to_owned();
            let bytes = match sources.bytes(&source.path).unwrap_or_default() {
                sheet if name.ends_with(".css") => squeezed(sheet),
                bytes => bytes.to_vec(),
            };
            let digest = blake3::hash(&bytes).to_hex();
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
            let output = format!("assets/{stem}.{}.{ending}", &digest[..DIGEST]);
            assets.insert(
                name.clone(),
                Asset {
                    name,
                    output,
                    bytes,
                },
            );
        }
    }
    assets.into_values().collect()
}

/// Makes the templates of one language.
fn set(
    sources: &Sources,
    name: &str,
    base: &BaseUrl,
    assets: &[Asset],
    context: &LanguageContext<'_>,
    tags: &[String],
    found: &mut Vec<Diagnostic>,
) -> Option<LanguageTemplates> {
    let mut files = BTreeMap::new();
    for layer in layers(name) {
        files.extend(templates(sources, layer, context.language));
    }
    let mut texts = Vec::new();
    for (template, path) in &files {
        let bytes = sources.bytes(path).unwrap_or_default();
        let text = decode(path, bytes, found);
        texts.extend(text.map(|text| (template.as_str(), text)));
    }
    let part = |name: &String| {
        Some(
            name.strip_prefix("shared_")?
                .strip_suffix(".html")?
                .to_owned(),
        )
    };
    let shared: Vec<String> = files.keys().filter_map(part).collect();
    let mut tera = Tera::new();
    register(&mut tera, base, assets, context, tags.to_vec());
    tera.global_context()
        .insert_value("shared", placeholders(&shared));
    let Err(error) = tera.add_raw_templates(texts.clone()) else {
        return Some(LanguageTemplates {
            tera,
            files,
            shared,
            digest: inputs(sources, name, base, context),
        });
    };
    let before = found.len();
    // One call stops at the first template that does not parse. Parsing each by itself finds all faults.
    for (template, text) in texts {
        let alone = Tera::new().add_raw_template(template, text);
        if let Err(error) = alone
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            found.push(diagnostic(&error, template, &files, context.words));
        }
    }
    if found.len() == before {
        found.extend(unsound(&error, &files, sources, context.words));
    }
    None
}

/// Returns the digest of everything that the templates of a language depend on, besides their views.
fn inputs(sources: &Sources, name: &str, base: &BaseUrl, context: &LanguageContext<'_>) -> Digest {
    let folders = layers(name)
        .into_iter()
        .map(|layer| format!("themes/{layer}/"));
    let files: Vec<(Arc<str>, Digest)> = folders
        .flat_map(|folder| {
            let files = sources.below(&folder);
            let files = files.map(|source| (source.path.clone(), source.digest()));
            files.collect::<Vec<_>>()
        })
        .collect();
    // The configuration decides how the language writes numbers and dates.
    let overlay = sources.environment_config().map(|config| config.digest());
    let config = (sources.digest("config.toml"), overlay);
    digest(&(files, config, base.prefix(), context.words, &context.shared))
}

/// Returns the files of a layer's templates for one language, by the template's name.
fn templates(sources: &Sources, layer: &str, language: &Language) -> BTreeMap<String, Arc<str>> {
    let folder = format!("themes/{layer}/templates/");
    let direction = language.locale.direction().as_str();
    let mut ranked: BTreeMap<String, (usize, Arc<str>)> = BTreeMap::new();
    for source in sources.below(&folder) {
        let Some(stem) = source.path[folder.len()..].strip_suffix(".html") else {
            continue;
        };
        let (stem, rank) = match stem.rsplit_once('.') {
            None => (stem, 0),
            Some((stem, suffix)) if suffix == language.tag => (stem, 2),
            Some((stem, suffix)) if suffix == direction => (stem, 1),
            Some(_) => continue,
        };
        let name = format!("{stem}.html");
        let better = ranked.get(&name).is_none_or(|(other, _)| *other <= rank);
        if better {
            ranked.insert(name, (rank, source.path.clone()));
        }
    }
    ranked
        .into_iter()
        .map(|(name, (_, path))| (name, path))
        .collect()
}

/// Registers the functions and variables that every template has.
fn register(
    tera: &mut Tera,
    base: &BaseUrl,
    assets: &[Asset],
    context: &LanguageContext<'_>,
    tags: Vec<String>,
) {
    let urls: BTreeMap<String, String> = assets
        .iter()
        .map(|asset| {
            (
                asset.name.clone(),
                format!("{}/{}", base.prefix(), asset.output),
            )
        })
        .collect();
    tera.register_function("asset", move |args: Kwargs, _: &State<'_>| {
        asset(&urls, &args)
    });
    let locale = context.language.locale.clone();
    tera.register_function(
        "number",
        move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(locale.integer(args.must_get("n")?))
        },
    );
    let (locale, words) = (context.language.locale.clone(), context.words.clone());
    tera.register_function("count", move |args: Kwargs, _: &State<'_>| {
        count(&words, &locale, &args)
    });
    let own = Writing::of(&context.language.tag);
    // `lang` is given if the text's language is not the page's.
    let writing = move |args: &Kwargs| -> TeraResult<Writing> {
        let lang: Option<&str> = args.get("lang")?;
        Ok(lang.map_or(own, Writing::of))
    };
    tera.register_filter(
        "in_order",
        move |text: &str, args: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let tags = tags.iter().map(String::as_str);
            let html = bidi::html(text, writing(&args)?, tags);
            Ok(Value::safe_string(&html))
        },
    );
    tera.register_filter(
        "in_plain_order",
        move |text: &str, args: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(isolated_text(text, writing(&args)?, own.direction).into_owned())
        },
    );
    let t: BTreeMap<&str, &str> = context
        .words
        .words
        .iter()
        .map(|(key, word)| (key.as_str(), word.as_str()))
        .collect();
    tera.global_context()
        .insert_value("t", Value::from_serializable(&t));
    tera.global_context()
        .insert_value("site", Value::from_serializable(&context.shared));
}

fn asset(urls: &BTreeMap<String, String>, args: &Kwargs) -> TeraResult<String> {
    let name: &str = args.must_get("name")?;
    urls.get(name).cloned().ok_or_else(|| {
        let near = nearest(name, urls.keys().map(String::as_str));
        let near = near
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        tera::Error::message(format!("the theme has no file static/{name}{near}"))
    })
}

fn count(words: &Catalogue, locale: &Locale, args: &Kwargs) -> TeraResult<String> {
    let key: &str = args.must_get("key")?;
    let n: u64 = args.must_get("n")?;
    let phrase = words.count(key, locale.plural(n)).ok_or_else(|| {
        let near = nearest(key, words.counts.keys().map(String::as_str));
        let near = near
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        tera::Error::message(format!(
            "the theme has no phrase with a number `{key}`{near}"
        ))
    })?;
    Ok(phrase.replace("{n}", &locale.integer(n)))
}
