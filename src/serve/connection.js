// The one connection to the server that all tabs of a browser share. A browser opens only about six connections to a host,
// so a connection per tab would leave none for pages. A SharedWorker holds it: every tab talks to the same one.
// Takes the server's events, posts `{name, data}` to each tab; a tab that is left or put aside posts 'leave'.

const tabs = new Set();
let source;
let isOpen = false;

function tell(name, data) {
  for (const tab of tabs) tab.postMessage({ name, data });
}

function connect() {
  const opened = new EventSource(new URL('events', location.href));
  source = opened;
  opened.addEventListener('open', () => setOpen(true));
  opened.addEventListener('changed', () => tell('changed'));
  opened.addEventListener('go', (event) => tell('go', JSON.parse(event.data)));
  opened.addEventListener('error', () => {
    setOpen(false);
    // The browser connects again by itself, unless the answer was no stream of events.
    if (opened.readyState !== EventSource.CLOSED) return;
    setTimeout(() => source === opened && connect(), 1000);
  });
}

function setOpen(value) {
  isOpen = value;
  tell(isOpen ? 'connected' : 'lost');
}

self.addEventListener('connect', ({ ports: [tab] }) => {
  tabs.add(tab);
  tab.addEventListener('message', ({ data }) => {
    if (data !== 'leave') return;
    tabs.delete(tab);
    if (tabs.size > 0) return;
    source.close();
    source = undefined;
    isOpen = false;
  });
  tab.start();
  if (!source) connect();
  if (isOpen) tab.postMessage({ name: 'connected' });
});
