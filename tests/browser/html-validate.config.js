// What html-validate holds a page to: all that it recommends, but for what does not fit, each with its reason.

export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A minified page leaves quotation marks away where HTML does not need them, and writes its doctype small.
    'attr-quotes': 'off',
    'doctype-style': 'off',
    // Nor does it say that a form's button sends it, as buttons there do.
    'no-implicit-button-type': 'off',
    // A page's title ends with the site's, and how long a headline is its author says.
    'long-title': 'off',
    // Headings in Arabic have Arabic ids: HTML allows every character but white space.
    'valid-id': ['error', { relaxed: true }],
    // A style may hand numbers to the style sheet, and nothing else: the height of a bar, places in a chart.
    'no-inline-style': ['error', { allowedProperties: ['--h', '--l', '--s', '--w', '--x', '--y'] }],
  },
};
