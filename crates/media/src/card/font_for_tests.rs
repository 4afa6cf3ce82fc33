//! A generated font for tests, so that they do not depend on the machine's fonts. Every character of a few ranges is a
//! square half an em wide; a space is empty and a quarter of an em wide. It has no joining forms, so it shows only the
//! order of characters.

/// Ranges of the characters in the font, first and last.
const RANGES: [(u32, u32); 4] = [(0x20, 0x7E), (0xA0, 0xFF), (0x600, 0x6FF), (0x2010, 0x2026)];
/// Units per em.
const EM: u16 = 1000;

/// Returns the font as the bytes of a file (OpenType with TrueType outlines).
pub fn file() -> Vec<u8> {
    file_with(&RANGES)
}

/// Returns the same font with the characters of other ranges; the first range must begin with the space.
pub fn file_with(ranges: &[(u32, u32)]) -> Vec<u8> {
    let count: u32 = 1 + ranges.iter().map(|(from, to)| to - from + 1).sum::<u32>();
    let square = square();
    let tables: [(&[u8; 4], Vec<u8>); 9] = [
        (b"OS/2", os2()),
        (b"cmap", cmap(ranges)),
        (b"glyf", square.repeat(count as usize)),
        (b"head", head()),
        (b"hhea", hhea(count)),
        (b"hmtx", hmtx(count)),
        (b"loca", loca(count, square.len())),
        (b"maxp", words(&[0, 0x5000, count as u16])),
        (b"name", name()),
    ];
    let mut file = words(&[1, 0, tables.len() as u16, 0, 0, 0]);
    let mut offset = file.len() + 16 * tables.len();
    for (tag, table) in &tables {
        file.extend(*tag);
        file.extend(longs(&[0, offset as u32, table.len() as u32]));
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn words(values: &[u16]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

/// Returns a glyph with one contour of four points.
fn square() -> Vec<u8> {
    let mut glyph = words(&[1, 50, 0, 450, 700, 3, 0]);
    glyph.extend([1; 4]);
    let back = 400u16.wrapping_neg();
    glyph.extend(words(&[50, 400, 0, back]));
    glyph.extend(words(&[0, 0, 700, 0]));
    glyph
}

fn loca(count: u32, size: usize) -> Vec<u8> {
    let offsets: Vec<u32> = (0..=count).map(|glyph| glyph * size as u32).collect();
    longs(&offsets)
}

fn hmtx(count: u32) -> Vec<u8> {
    // The first character of the first range is the space.
    let width = |glyph: u32| if glyph == 1 { EM / 4 } else { EM / 2 };
    let metrics: Vec<u16> = (0..count).flat_map(|glyph| [width(glyph), 50]).collect();
    words(&metrics)
}

/// Returns a `cmap` table in format 12, with one group per range.
fn cmap(ranges: &[(u32, u32)]) -> Vec<u8> {
    let mut table = words(&[0, 1, 3, 10]);
    table.extend(longs(&[12]));
    table.extend(words(&[12, 0]));
    let groups = ranges.len() as u32;
    table.extend(longs(&[16 + 12 * groups, 0, groups]));
    let mut glyph = 1;
    for (from, to) in ranges {
        table.extend(longs(&[*from, *to, glyph]));
        glyph += to - from + 1;
    }
    table
}

fn head() -> Vec<u8> {
    let mut table = longs(&[0x10000, 0x10000, 0, 0x5F0F_3CF5]);
    table.extend(words(&[0, EM]));
    table.extend([0; 16]);
    // The bounding box of all glyphs, style, smallest size, direction, long offsets.
    table.extend(words(&[50, 0, 450, 700, 0, 8, 2, 1, 0]));
    table
}

fn hhea(count: u32) -> Vec<u8> {
    let mut table = longs(&[0x10000]);
    let descent = 200u16.wrapping_neg();
    table.extend(words(&[
        800, descent, 0, EM, 0, 0, 450, 1, 0, 0, 0, 0, 0, 0, 0,
    ]));
    table.extend(words(&[count as u16]));
    table
}

/// Returns an `OS/2` table of version 0. Only weight and width are set; programs read no other field.
fn os2() -> Vec<u8> {
    let mut table = words(&[0, 500, 400, 5, 0]);
    table.resize(78, 0);
    table
}

fn name() -> Vec<u8> {
    let names = [(1u16, "Squares"), (2, "Regular"), (6, "Squares-Regular")];
    let mut table = words(&[0, names.len() as u16, (6 + 12 * names.len()) as u16]);
    let mut text = Vec::new();
    for (id, name) in names {
        let name: Vec<u16> = name.encode_utf16().collect();
        let length = 2 * name.len();
        table.extend(words(&[3, 1, 0x409, id, length as u16, text.len() as u16]));
        text.extend(words(&name));
    }
    table.extend(text);
    table
}
