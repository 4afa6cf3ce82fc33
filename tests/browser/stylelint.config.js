// What stylelint holds the theme's style sheets to: what is an error anywhere, and logical properties alone, so that one
// sheet serves both directions.

export default {
  extends: 'stylelint-config-recommended',
  plugins: ['stylelint-use-logical'],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    'csstools/use-logical': 'always',
    // What a page hands to the sheet has a value beside it, for where it does not.
    'no-unknown-custom-properties': true,
    // What a headline in another language needs to keep the page's edge, Chromium knows under this name alone.
    'declaration-property-value-no-unknown': [
      true,
      { ignoreProperties: { 'text-align': ['-webkit-match-parent'] } },
    ],
    // It compares rules by their last part alone, whether or not one element can match both: here it would part what
    // belongs together. What a reader sees of the cascade is tested in Chromium.
    'no-descending-specificity': null,
  },
  // The sheet of one kind of page stands beside that of all pages, which has the properties.
  overrides: [{ files: ['home', 'subject', 'search', 'archive', 'chronology', 'figures', 'parallel', 'corrections', 'editions', 'edition'].map((kind) => `**/${kind}.css`), rules: { 'no-unknown-custom-properties': null } }],
};
