// Copies a sentence with its source, its paragraphs and its address, for a reader who follows its sign.
addEventListener('click', ({ target }) => {
  const sign = target.closest?.('.quote');
  if (!sign || !navigator.clipboard) return;
  const said = sign.parentElement;
  const bare = said.cloneNode(true);
  bare.querySelectorAll('.cites, .fnref').forEach((mark) => mark.remove());
  const sentence = bare.textContent.replace(/\s+/g, ' ').replace(/ (?=[.,;:!?،؛؟])/g, '').trim();
  const source = document.querySelector('.meta [href="#original"] bdi')?.textContent;
  const places = [...said.querySelectorAll('.cite')].map((cite) => cite.getAttribute('aria-label'));
  const text = [sentence, [source, ...places].filter(Boolean).join(', '), sign.href].join('\n');
  navigator.clipboard.writeText(text).then(() => (sign.dataset.copied = ''), () => {});
});
