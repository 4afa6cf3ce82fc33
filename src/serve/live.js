// What `mujaz serve` adds to each page: shows what was saved without being asked, keeps the place that is being read,
// and says what is wrong. Takes the server's events, gives marks in a shadow tree of its own, so that neither the theme's
// styles nor its own reach the other. Data is only ever text here, never markup.

(() => {
  const script = document.currentScript;
  const home = new URL('.', script.src);
  // The digests of what the document shows: of all its bytes, and of them without the style sheets.
  const shown = { version: script.dataset.version, content: script.dataset.content };
  // Whether this page stands for one that could not be made.
  const isWaiting = document.documentElement.dataset.mujaz === 'waiting';
  const isNotFound = performance.getEntriesByType('navigation')[0]?.responseStatus === 404;

  const WORDS = {
    en: {
      severity: { error: 'error', warning: 'warning', note: 'note' },
      errors: { one: '# error', other: '# errors' },
      warnings: { one: '# warning', other: '# warnings' },
      notes: { one: '# note', other: '# notes' },
      broken: 'The site cannot be rebuilt',
      until: 'The page behind this is the last good one. This message goes away by itself once the files are mended.',
      none: 'There is no page to show yet. It appears by itself once the files are mended.',
      close: 'Close',
      here: 'On this page:',
      everywhere: 'In the whole site:',
      unchecked: { one: '# that could not be checked', other: '# that could not be checked' },
      lost: 'Not connected',
      gone: 'This page is no longer in the site',
    },
    ar: {
      severity: { error: 'خطأ', warning: 'تنبيه', note: 'ملاحظة' },
      errors: { one: 'خطأ واحد', two: 'خطآن', few: '# أخطاء', many: '# خطأً', other: '# خطأ' },
      warnings: { one: 'تنبيه واحد', two: 'تنبيهان', few: '# تنبيهات', many: '# تنبيهًا', other: '# تنبيه' },
      notes: { one: 'ملاحظة واحدة', two: 'ملاحظتان', few: '# ملاحظات', many: '# ملاحظة', other: '# ملاحظة' },
      broken: 'تعذّر تحديث الموقع',
      none: 'لا صفحة تُعرض بعد، وستظهر من تلقاء نفسها متى أُصلح الخطأ.',
      until: 'الصفحة خلف هذه الرسالة هي آخر نسخة سليمة، وستختفي الرسالة من تلقاء نفسها متى أُصلح الخطأ.',
      close: 'إغلاق',
      here: 'في هذه الصفحة:',
      everywhere: 'في الموقع كله:',
      unchecked: {
        one: 'موضع واحد تعذّر التحقق منه',
        two: 'موضعان تعذّر التحقق منهما',
        few: '# مواضع تعذّر التحقق منها',
        many: '# موضعًا تعذّر التحقق منها',
        other: '# موضع تعذّر التحقق منها',
      },
      lost: 'انقطع الاتصال',
      gone: 'لم تعد هذه الصفحة في الموقع',
    },
  };
  const lang = /^ar\b/i.test(document.documentElement.lang) ? 'ar' : 'en';
  const words = WORDS[lang];

  // What this tab (sessionStorage) or all tabs of the site (localStorage) remember. A browser may forbid to ask.
  function recall(storage, key) {
    try {
      return window[storage].getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }
  function remember(storage, key, value) {
    try {
      window[storage].setItem(key, value);
    } catch {
      // Then it is forgotten: a place that is not kept, a message that comes back.
    }
  }

  // The page follows what the server announces, one announcement after the other: the second of two quick rebuilds
  // finds the style sheets of the first in place.
  let following = Promise.resolve();
  function onPage(announced) {
    // A server that goes away meanwhile announces the page again when it is back.
    following = following.then(() => follow(announced)).catch(() => {});
  }

  // What the server gives now is compared, not what it announced: so nothing is loaded in vain, and never in a circle.
  async function follow(announced) {
    if (announced.version === shown.version) return;
    const response = await fetch(location.href, { cache: 'no-store' });
    if (!response.ok && !isNotFound) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    const { version, content } = next.querySelector('script[src$="/.mujaz/live.js"]').dataset;
    if (version === shown.version) return;
    if (content !== shown.content) return reload();
    await swapStyles(sheetsOf(document), sheetsOf(next));
    shown.version = version;
  }

  // The style sheets of a document. What is in <noscript> is there in a parsed document, and not in one that runs.
  function sheetsOf(of) {
    return [...of.querySelectorAll('link[rel~=stylesheet], style')].filter((sheet) => !sheet.closest('noscript'));
  }

  // Puts each new sheet after the one it replaces, so that the cascade stays, and takes that away when it has come.
  function swapStyles(old, fresh) {
    const coming = fresh.map((sheet, i) => {
      if (old[i]?.isEqualNode(sheet)) return undefined;
      const placed = document.importNode(sheet, true);
      if (i < old.length) old[i].after(placed);
      else document.head.append(placed);
      return arrival(placed).then((came) => (came ? old[i] : placed)?.remove());
    });
    for (const sheet of old.slice(fresh.length)) sheet.remove();
    return Promise.all(coming);
  }

  // Whether a sheet came; one that says nothing for long, as one that is switched off, is taken to be there.
  function arrival(sheet) {
    if (sheet.localName === 'style') return Promise.resolve(true);
    return new Promise((settle) => {
      sheet.addEventListener('load', () => settle(true));
      sheet.addEventListener('error', () => settle(false));
      setTimeout(settle, 5000, true);
    });
  }

  // The place that is being read: how far the page and the parts of it that scroll are scrolled, and the first texts in
  // sight with their heights, for an edit above them moves them.
  const PLACE = 'mujaz-place';
  const TEXTS = 'p, li, tr, h1, h2, h3, h4, h5, h6, dd, pre, figure';
  function reload() {
    const inner = [...document.querySelectorAll('[id]')].filter((part) => part.scrollTop || part.scrollLeft);
    const inSight = [...document.querySelectorAll(TEXTS)]
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([text, { top, bottom }]) => text.trim() && bottom > 0 && top < innerHeight);
    const place = {
      page: location.pathname + location.search,
      scroll: [scrollX, scrollY],
      inner: inner.map((part) => [part.id, part.scrollLeft, part.scrollTop]),
      texts: scrollY > 0 ? inSight.slice(0, 8).map(([text, { top }]) => [text, top]) : [],
    };
    remember('sessionStorage', PLACE, JSON.stringify(place));
    if (recall('sessionStorage', PLACE)) history.scrollRestoration = 'manual';
    location.reload();
  }

  function restore() {
    const place = JSON.parse(recall('sessionStorage', PLACE) ?? '{}');
    remember('sessionStorage', PLACE, '{}');
    if (place.page === location.pathname + location.search) {
      settle(place);
      // Pictures have their height only when the page has loaded; whoever has scrolled meanwhile stays there.
      const [x, y] = [scrollX, scrollY];
      addEventListener('load', () => scrollX === x && scrollY === y && settle(place));
    }
    addEventListener('load', () => setTimeout(() => (history.scrollRestoration = 'auto')));
  }

  function settle({ scroll, inner, texts }) {
    scrollTo({ left: scroll[0], top: scroll[1], behavior: 'instant' });
    for (const [id, left, top] of inner) document.getElementById(id)?.scrollTo({ left, top, behavior: 'instant' });
    const now = [...document.querySelectorAll(TEXTS)];
    for (const [text, top] of texts) {
      const same = now.filter((one) => one.textContent === text).map((one) => one.getBoundingClientRect().top - top);
      if (same.length === 0) continue;
      const nearest = same.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
      return scrollBy({ top: nearest, behavior: 'instant' });
    }
  }

  // What is shown: marks and counters in a corner, a list of the page's findings, and over the page what keeps the site
  // from being rebuilt.
  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  function show(part, isShown) {
    if (part.hidden && isShown) said.textContent = part.textContent;
    part.hidden = !isShown;
  }

  const marks = {
    lost: make('p', { class: 'mark', hidden: '' }, words.lost),
    gone: make('p', { class: 'mark', hidden: '' }, words.gone),
  };
  const counters = {
    errors: make('button', { class: 'count error', hidden: '' }),
    findings: make('button', { class: 'count', popovertarget: 'findings', hidden: '' }),
    // Opens the list where it holds nothing but what could not be checked.
    unchecked: make('button', { class: 'ask', popovertarget: 'findings', hidden: '' }),
  };
  // What a screen reader is told of that comes into view.
  const said = make('p', { class: 'unseen', role: 'status' });
  const list = make('section', { id: 'findings', popover: '', tabindex: '0', 'aria-labelledby': 'here' });
  const close = make('button', { class: 'close' }, words.close, ' ', make('kbd', {}, 'Esc'));
  const broken = make('h2', { id: 'broken' });
  const errors = make('ol', {});
  const overlay = make(
    'dialog',
    { 'aria-labelledby': 'broken', 'aria-describedby': 'until' },
    make('header', {}, broken, close),
    make('p', { id: 'until' }, isWaiting ? words.none : words.until),
    errors,
  );
  const corner = make('div', { class: 'corner' }, marks.gone, marks.lost, counters.errors, counters.findings, counters.unchecked, said);

  // The most entries that a list has: whoever has more begins with these.
  const MOST = 100;

  // The errors that were closed in this tab stay closed until they are others.
  const CLOSED = 'mujaz-closed';
  let present = '[]';
  close.addEventListener('click', () => overlay.close());
  overlay.addEventListener('close', () => remember('sessionStorage', CLOSED, present));
  counters.errors.addEventListener('click', () => overlay.showModal());

  function onState(state) {
    present = JSON.stringify(state.errors);
    counters.errors.textContent = tally({ errors: state.errors.length });
    broken.textContent = `${words.broken}: ${counters.errors.textContent}`;
    errors.replaceChildren(...state.errors.slice(0, MOST).map(finding));
    show(counters.errors, state.errors.length > 0);
    if (state.errors.length === 0) {
      overlay.close();
      remember('sessionStorage', CLOSED, present);
    } else if (recall('sessionStorage', CLOSED) !== present && !overlay.open) {
      overlay.showModal();
    }

    const count = (severity) => state.findings.filter((one) => one.severity === severity).length;
    const here = tally({ warnings: count('warning'), notes: count('note') });
    counters.findings.textContent = here;
    counters.findings.classList.toggle('warning', count('warning') > 0);
    show(counters.findings, here);
    const unchecked = tally({ unchecked: state.unchecked.length });
    counters.unchecked.textContent = unchecked;
    counters.unchecked.hidden = Boolean(here) || !unchecked;
    if (!here && !unchecked && list.matches(':popover-open')) list.hidePopover();
    const everywhere = tally(state.counts);
    const wasOpen = list.querySelector('details')?.open ?? !here;
    list.replaceChildren(
      make('h2', { id: 'here' }, `${words.here} ${here || unchecked}`),
      make('ol', {}, ...state.findings.slice(0, MOST).map(finding)),
      ...(unchecked ? [uncheckedList(state.unchecked, unchecked, wasOpen)] : []),
      ...(everywhere ? [make('p', { class: 'everywhere' }, `${words.everywhere} ${everywhere}`)] : []),
    );
  }

  // What could not be checked on the page, with the reasons, to be opened.
  function uncheckedList(items, summary, isOpen) {
    const list = make('ol', {}, ...items.slice(0, MOST).map(finding));
    return make('details', isOpen ? { open: '' } : {}, make('summary', {}, summary), list);
  }

  // How many there are, in words: "2 warnings and 1 note".
  function tally(counts) {
    const plural = new Intl.PluralRules(lang);
    const kinds = ['errors', 'warnings', 'notes', 'unchecked'].filter((kind) => counts[kind] > 0);
    const parts = kinds.map((kind) => words[kind][plural.select(counts[kind])].replace('#', counts[kind]));
    return new Intl.ListFormat(lang).format(parts);
  }

  // A finding as an entry of a list. Messages are English in every language, excerpts have the direction of their line.
  function finding({ severity, code, path, line, column, message, help, excerpt }) {
    const bdi = make('bdi', { dir: 'ltr' }, [path, line, column].filter((part) => part).join(':'));
    const entry = make(
      'li',
      { class: severity },
      make('p', { class: 'place' }, make('b', {}, words.severity[severity]), make('code', {}, code), bdi),
      make('p', { lang: 'en', dir: 'ltr' }, ...isolated(message)),
    );
    if (excerpt) {
      // A line may be a paragraph: what is shown is what is near the words.
      const { before, words: marked, after, dir } = excerpt;
      const head = before.length > 120 ? `… ${before.slice(-100).replace(/^\S*\s/, '')}` : before;
      const tail = after.length > 120 ? `${after.slice(0, 100).replace(/\s\S*$/, '')} …` : after;
      entry.append(make('blockquote', { dir }, head, make('mark', {}, marked), tail));
    }
    if (help) entry.append(make('p', { class: 'help', lang: 'en', dir: 'ltr' }, ...isolated(help)));
    return entry;
  }

  // A message with its right-to-left words isolated, so that they do not turn what is around them: what stands between
  // quotation marks of any kind as a whole, and elsewhere each run of such words.
  const RTL = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]';
  const QUOTED = /((?<![^\s([{])“[^”]*”|(?<![^\s([{])‘[^’]*’|«[^»]*»|‹[^›]*›|„[^“”]*[“”]|`[^`]*`|"[^"]*")/u;
  // Between words of a run stands no letter of another script, and no mark that sets parts of a message apart.
  const RUN = new RegExp(`(${RTL}(?:[^\\p{L},،:;؛.?؟/]*${RTL})*)`, 'u');
  function isolated(text) {
    const isolate = (part) => make('bdi', {}, part);
    return text.split(QUOTED).flatMap((part, index) => {
      if (index % 2 === 0) return part.split(RUN).map((run, at) => (at % 2 ? isolate(run) : run));
      if (!part.match(RTL)) return part;
      return [part.slice(0, 1), isolate(part.slice(1, -1)), part.slice(-1)];
    });
  }

  // With --follow. Of several tabs it is the one that was looked at last that goes.
  function onGo({ url }) {
    const to = new URL(url, location.href);
    const isElsewhere = to.origin === location.origin && to.pathname !== location.pathname;
    if (isElsewhere && (recall('localStorage', LOOKED_AT) ?? me) === me) location.assign(to);
  }

  // Asks how the page is now. One question is under way at a time; what comes meanwhile leads to one more.
  let isAsking = false;
  let isOutdated = false;
  let known;
  async function ask() {
    isOutdated = true;
    if (isAsking) return;
    isAsking = true;
    while (isOutdated) {
      isOutdated = false;
      await answer().catch(() => setLost(true));
    }
    isAsking = false;
  }

  async function answer() {
    const query = new URLSearchParams({ page: location.pathname, ...shown });
    const response = await fetch(new URL(`status?${query}`, home), { cache: 'no-store' });
    const { page, gone, state } = await response.json();
    setLost(false);
    show(marks.gone, gone && !isNotFound);
    if (page) onPage(page);
    const text = JSON.stringify(state);
    if (text !== known) onState(state);
    known = text;
  }

  // How the page hears that something changed: from the worker that all tabs share (connection.js), or, where a browser
  // has no such workers, by asking every other second while it is in sight. No page holds a connection of its own.
  const POLL_INTERVAL = 2000;
  const HANDLERS = { changed: ask, go: onGo, connected: onConnected, lost: onLost };
  let port, timer;
  function join() {
    if (port || timer) return;
    try {
      const worker = new SharedWorker(new URL('connection.js', home), { name: 'mujaz' });
      worker.addEventListener('error', poll);
      port = worker.port;
      port.addEventListener('message', ({ data }) => HANDLERS[data.name](data.data));
      port.start();
    } catch {
      poll();
    }
  }
  function poll() {
    port = undefined;
    timer ??= setInterval(() => document.hidden || ask(), POLL_INTERVAL);
    ask();
  }
  function leave() {
    port?.postMessage('leave');
    clearInterval(timer);
    port = timer = undefined;
  }

  let lost;
  function onConnected() {
    setLost(false);
    ask();
  }
  function onLost() {
    lost ??= setTimeout(setLost, 2000, true);
  }
  function setLost(isLost) {
    clearTimeout(lost);
    lost = undefined;
    show(marks.lost, isLost);
  }

  // Which tab was looked at last: it is the one that --follow leads to another page.
  const LOOKED_AT = 'mujaz-looked-at';
  const me = recall('sessionStorage', 'mujaz-tab') ?? String(Math.random());
  remember('sessionStorage', 'mujaz-tab', me);
  function look() {
    if (!document.hidden) remember('localStorage', LOOKED_AT, me);
  }

  restore();
  const host = make('mujaz-live', {});
  const styles = make('link', { rel: 'stylesheet', href: new URL('live.css', home) });
  const root = make('div', { class: 'root', lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }, overlay, list, corner);
  host.attachShadow({ mode: 'open' }).append(styles, root);
  styles.addEventListener('load', begin);
  styles.addEventListener('error', begin);
  document.documentElement.append(host);

  // Begins once what is shown can be shown as it should.
  function begin() {
    look();
    join();
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    // A page that the browser keeps for going back to hears nothing, and asks when it is shown again. Nothing else joins:
    // a page on its way out is sent `visibilitychange` after `pagehide`.
    addEventListener('pagehide', leave);
    addEventListener('pageshow', ({ persisted }) => persisted && (join(), ask()));
  }
})();
