//! Detects the language of a short text in Latin, Cyrillic or Arabic script by its words and letters.
//!
//! Takes text; returns a tag, or `None` if the words are not conclusive: a text with a wrong tag is read with the wrong
//! grammar, while a text without a tag is still read by its digits.

use crate::chars::is_alphanumeric;

/// Words of a language that are frequent in short texts: function words, numbers, and the verbs of news.
struct FrequentWords {
    tag: &'static str,
    words: &'static str,
}

/// Minimum share of English words: one word in this many. Other languages have single words that look English.
const ENGLISH_SHARE: usize = 12;

/// Minimum length, in bytes, of a word that counts as English by its ending.
const LONG_WORD: usize = 5;

/// A word can be listed for several languages: `in` is English, German, Italian and Dutch.
const LATIN: [FrequentWords; 15] = [
    FrequentWords {
        tag: "en",
        words: "the of and to in a an is are was were be been has have had it its for on at by with from as that this which who \
                than not no or but will would after before over about into he she they their his her we our you said says \
                between under during since until more most least only all both each per up out there when while also as if \
                do does did can could may should these those them what where how any some other such very so my me him us \
                one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
                eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands \
                million millions billion billions dozen dozens half third quarter first second twice percent dollars years \
                year months days people killed dead men women children new ships soldiers january february march april june \
                july august september october november december monday tuesday wednesday thursday friday saturday sunday",
    },
    FrequentWords {
        tag: "fr",
        words: "le la les l des du de d et est en un une au aux dans pour sur par avec ce cette ces que qui ont été sont a à son \
                sa ses il elle ils nous vous ne pas plus après avant selon entre sous depuis lors dont où mais ou leur leurs \
                deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante \
                cinquante soixante cent cents mille million millions milliard milliards morts tués janvier février mars avril \
                mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche",
    },
    FrequentWords {
        tag: "de",
        words: "der die das und ist nicht ein eine einen einem einer mit von für auf dem den des zu sich wird wurde wurden auch \
                nach im in am an aus bei bis als vor über unter sind hat haben er sie es wir ihr war waren dass zum zur um \
                mehr kamen kam zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig \
                hundert tausend tote januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag \
                freitag samstag sonntag millionen milliarden prozent jahre jahren",
    },
    FrequentWords {
        tag: "es",
        words: "el la los las del de que y en una un por con para se su al como más fue fueron sus ha han pero no es son a o lo \
                entre desde hasta sobre dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta \
                cuarenta cincuenta cien ciento mil millones enero febrero marzo abril mayo junio julio agosto septiembre \
                octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo muertos años",
    },
    FrequentWords {
        tag: "it",
        words: "il lo la i gli le della del dell di e un una per con sono nel nella alla al dei delle è non da dal ha hanno anche \
                che in a o su più si ai tra fra dopo due tre quattro cinque sei sette otto nove dieci undici dodici venti \
                trenta quaranta cinquanta cento mila mille milioni miliardi morti gennaio febbraio marzo aprile maggio \
                giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato \
                domenica anni",
    },
    FrequentWords {
        tag: "pt",
        words: "o os a as do da dos das de e em um uma no na nos nas por com para que se seu sua ao à é são foi foram não mais \
                entre desde até sobre dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta \
                cinquenta cem mil milhões bilhões janeiro fevereiro março abril maio junho julho agosto setembro outubro \
                novembro dezembro mortos anos",
    },
    FrequentWords {
        tag: "nl",
        words: "de het een en van in op te is zijn was waren met voor aan door dat die er ook naar bij uit om tot niet werd \
                werden heeft hebben over na als maar of twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig \
                veertig vijftig honderd duizend miljoen miljard doden januari februari maart mei juni juli augustus oktober \
                maandag dinsdag woensdag donderdag vrijdag zaterdag zondag jaar mensen",
    },
    FrequentWords {
        tag: "tr",
        words: "ve bir bu için ile olarak daha olan çok gibi kadar sonra değil ise göre oldu olduğunu etti yeni da de en iki üç \
                dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli yüz bin milyon milyar kişi öldü ocak şubat mart nisan \
                mayıs haziran temmuz ağustos eylül ekim kasım aralık yılında",
    },
    FrequentWords {
        tag: "id",
        words: "yang dan di ke dari untuk dengan pada ini itu adalah tidak akan dalam telah oleh sebagai juga para orang satu \
                dua tiga empat lima enam tujuh delapan sembilan sepuluh puluh ratus ribu juta tahun tewas januari februari \
                maret mei juni juli agustus oktober desember kapal",
    },
    FrequentWords {
        tag: "vi",
        words: "của và là các trong đã được có cho với không người này tại một những ngày năm từ theo hai ba bốn sáu bảy tám \
                chín mười mươi trăm nghìn triệu tỷ tháng vào đến tàu ở khi ra chiếc cái con",
    },
    FrequentWords {
        tag: "pl",
        words: "i w z na do nie się że to jest o po od za przez jak dla oraz są był była było były który która które a dwa \
                dwóch trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia trzydzieści sto tysiąc tysięcy milionów \
                osób roku maja",
    },
    FrequentWords {
        tag: "ro",
        words: "și în de la cu pe din un o care este sunt a au fost nu că pentru mai prin după doi două trei patru cinci șase \
                șapte opt nouă zece douăzeci sută mii milioane ani",
    },
    FrequentWords {
        tag: "sv",
        words: "och i att en ett det som är av för på med den till har var inte om de från vid efter två tre fyra fem sex sju \
                åtta nio tio tjugo hundra tusen miljoner döda år",
    },
    FrequentWords {
        tag: "da",
        words: "og i at en et det som er af for på med den til har var ikke om de fra ved efter blev to tre fire fem seks syv \
                otte ni ti tyve hundrede tusind millioner dræbt år",
    },
    FrequentWords {
        tag: "sw",
        words: "ya wa na kwa ni la za katika cha hiyo huo huu watu mwaka alisema kuwa hii wawili watatu wanne watano moja mbili \
                tatu nne tano sita saba nane tisa kumi ishirini mia elfu milioni meli zilifika",
    },
];

/// Returns the language of a text in Latin letters.
///
/// English requires at least one English word, no other language with more words, and fewer accented words than English
/// ones. Any other language requires two words, and more words than each other language.
pub fn latin_language(text: &str) -> Option<&'static str> {
    let lists = LATIN.each_ref().map(|list| word_list(list.words));
    let mut hits = [0_usize; LATIN.len()];
    let (mut count, mut accented) = (0, 0);
    for word in words(text) {
        count += 1;
        let is_lower = word.starts_with(char::is_lowercase);
        accented += usize::from(is_lower && word.chars().any(is_accented));
        let lower = word.to_lowercase();
        for (hits, list) in hits.iter_mut().zip(&lists) {
            *hits += usize::from(list.binary_search(&lower.as_str()).is_ok());
        }
        // "signed": no other language has many such words.
        let is_verb = is_lower && lower.len() >= LONG_WORD && lower.ends_with("ed");
        hits[0] += usize::from(is_verb && lists[0].binary_search(&lower.as_str()).is_err());
    }
    let [english, others @ ..] = &hits;
    let most = *others.iter().max()?;
    if *english > 0 && *english >= most.max(accented) {
        return (english * ENGLISH_SHARE >= count).then_some("en");
    }
    let mut best = LATIN[1..].iter().zip(others).filter(|(_, n)| **n == most);
    match (best.next(), best.next()) {
        (Some((list, _)), None) if most >= 2 && most > *english => Some(list.tag),
        _ => None,
    }
}

/// Letters of languages in Cyrillic script that Russian lacks.
const NOT_RUSSIAN: &str = "іїєґўјљњћђџѓќѕәғқңөұүһ";
/// Words of Bulgarian that Russian lacks.
const BULGARIAN: &str = "е са се ще към през беше бяха това което които след от да души";
/// Words of Russian that Bulgarian lacks.
const RUSSIAN: &str =
    "что как это из для был были была также или к ко его года году он она они и не за от во";
/// Letters of languages in Arabic script (Kurdish, Pashto, Sindhi, Uyghur) that Arabic, Persian and Urdu lack.
const NOT_PERSIAN: &str = "ەێۆڕڵۋۇۈېځڅډړږښګڼۍٻڀٺٽڄڃڇڌڏڊڍڦڪڱڳڻ";

/// Returns true if a text in Cyrillic letters is in another language than Russian: it has letters or words that Russian lacks.
pub fn is_not_russian(text: &str) -> bool {
    let foreign = text
        .to_lowercase()
        .chars()
        .filter(|c| NOT_RUSSIAN.contains(*c))
        .count();
    if foreign > 0 {
        // An article that quotes a Ukrainian line is still Russian.
        return foreign * 50 >= text.chars().filter(|c| c.is_alphabetic()).count();
    }
    if text.contains(['ы', 'э', 'ё']) {
        return false;
    }
    let (bulgarian, russian) = (word_list(BULGARIAN), word_list(RUSSIAN));
    let count = |list: &[&str]| {
        let lower = |word: &str| word.to_lowercase();
        words(text)
            .filter(|word| list.binary_search(&lower(word).as_str()).is_ok())
            .count()
    };
    count(&bulgarian) > count(&russian)
}

/// Returns true if a text in Arabic letters is in a language other than Arabic, Persian and Urdu.
pub fn is_not_persian(text: &str) -> bool {
    let foreign = text.chars().filter(|c| NOT_PERSIAN.contains(*c)).count();
    foreign > 0 && foreign * 30 >= text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Returns the words of a list, sorted.
fn word_list(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// Returns the words of a text that have letters; an apostrophe separates words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_alphanumeric(c) && !matches!(c, '\u{300}'..='\u{36F}'))
        .filter(|word| word.contains(char::is_alphabetic) && !word.contains(char::is_numeric))
}

fn is_accented(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() || matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use crate::language_of;

    #[test]
    fn short_texts_are_english_only_with_english_words() {
        for (text, expected) in [
            ("12 killed in Gaza", Some("en")),
            ("35 states signed.", Some("en")),
            ("Twenty ships arrived.", Some("en")),
            ("Müller: 12 hurt in Gaza", Some("en")),
            ("12 die in Gaza", None),
            ("Exports rose by 12%.", Some("en")),
            ("Five dead", Some("en")),
            ("Nothing.", None),
            ("Zwanzig Schiffe kamen im Mai 2024 an.", Some("de")),
            ("Fünf in Gaza getötet", Some("de")),
            ("Hai mươi tàu đã đến vào tháng 5 năm 2024.", Some("vi")),
            ("Veinte barcos llegaron en mayo de 2024.", Some("es")),
            ("Venti navi sono arrivate nel maggio 2024.", Some("it")),
            ("Mayıs 2024'te yirmi gemi geldi.", Some("tr")),
            ("Vingt navires sont arrivés en mai 2024.", Some("fr")),
            ("L'accord a été signé à Oslo", Some("fr")),
            ("Vinte navios chegaram em maio de 2024.", Some("pt")),
            ("Twintig schepen kwamen in mei 2024 aan.", Some("nl")),
            ("Dua puluh kapal tiba pada Mei 2024.", Some("id")),
            ("Dwadzieścia statków przybyło w maju 2024 roku.", Some("pl")),
            ("Të vrarë 12 në Gazë", None),
            ("Huszonegy hajó érkezett 2024 májusában.", None),
            ("Labindalawang barko ang dumating noong Mayo 2024.", None),
            ("Двадцать кораблей прибыли в мае 2024 года.", Some("ru")),
            ("Двадцять кораблів прибули у травні 2024 року.", None),
            ("Двадесет кораба са пристигнали през май 2024 г.", None),
            ("Dvadeset brodova stiglo je u svibnju 2024.", None),
            ("بیست کشتی در ماه مه رسید", Some("fa")),
            ("بیست کەشتی لە مانگی ئایاردا گەیشتن", None),
        ] {
            assert_eq!(language_of(text), expected, "{text}");
        }
    }
}
