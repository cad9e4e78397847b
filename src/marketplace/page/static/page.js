// The page's own few lines: it asks the server for a view, shows it, and sends what is pressed. Words from outside were escaped by the server.
const main = document.querySelector('main');
const said = document.querySelector('#said');
const dialog = document.querySelector('dialog');
const search = document.querySelector('header input');

// The token comes in the fragment of the start link, which no server and no history of another page ever sees.
const given = /^#token=(.+)$/.exec(location.hash)?.[1];
if (given) {
  sessionStorage.setItem('token', decodeURIComponent(given));
  history.replaceState(null, '', location.pathname);
}

const pictures = new Map();
let shown = '';
let saidTimer;

/** Asks with the token; throws with the words of the server. */
async function ask(method, path, body) {
  const headers = { authorization: `Bearer ${sessionStorage.getItem('token') ?? ''}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({ title: `The server answered ${response.status}.` }));
  throw Object.assign(new Error(problem.title), { status: response.status });
}

function say(words, isFault = false) {
  said.textContent = words;
  said.className = isFault ? 'danger' : '';
  clearTimeout(saidTimer);
  saidTimer = setTimeout(() => (said.textContent = ''), isFault ? 8_000 : 2_500);
}

function place() {
  return location.hash.slice(1) || 'disputes';
}

/** Fetches the view of the address and shows it when it differs; what had the focus and was open stays so. */
async function show() {
  const [view] = place().split('/');
  for (const link of document.querySelectorAll('header nav a')) {
    if (link.hash === `#${view}` || (view === 'dispute' && link.hash === '#disputes')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  search.hidden = view !== 'disputes';
  try {
    const asked = place();
    const query = view === 'disputes' && search.value !== '' ? `?words=${encodeURIComponent(search.value)}` : '';
    const text = await (await ask('GET', `/view/${asked}${query}`)).text();
    if (asked !== place() || text === shown) return;
    const focus = main.contains(document.activeElement) ? document.activeElement.id : '';
    const open = [...main.querySelectorAll('details[open]')].map(({ id }) => id);
    main.innerHTML = text;
    shown = text;
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focus !== '') document.getElementById(focus)?.focus();
    for (const picture of main.querySelectorAll('img[data-sha]')) void load(picture);
  } catch (error) {
    if (error.status === 401) return signIn();
    say(error.status ? error.message : 'The marketplace does not answer. It is asked again.', true);
  }
}

async function load(picture) {
  const { sha } = picture.dataset;
  const known = pictures.get(sha) ?? ask('GET', `/view/file/${sha}`).then(async (response) => URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: 'image/png' })));
  pictures.set(sha, known);
  picture.src = await known.catch(() => '');
}

function signIn() {
  if (dialog.open) return;
  openDialog('Sign in', [{ name: 'token', label: 'The token that was printed when the marketplace started' }], 'Sign in', async ({ token }) => {
    sessionStorage.setItem('token', token);
    await ask('GET', '/faults');
    shown = '';
  });
}

/** Asks for what an act needs, in a dialog; stays open with the words of the server when it refuses. */
function openDialog(title, fields, button, done) {
  const form = document.createElement('form');
  form.method = 'dialog';
  const inputs = fields.map((field) => toInput(field));
  const fault = element('p', 'fault', '');
  fault.setAttribute('role', 'alert');
  const foot = element('div', 'foot', '');
  const cancel = Object.assign(element('button', '', 'Cancel'), { type: 'button', onclick: () => dialog.close() });
  foot.append(cancel, Object.assign(element('button', 'main', button), { type: 'submit' }));
  form.append(element('h2', '', title), ...inputs.map(({ label }) => label), fault, foot);
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      await done(Object.fromEntries(inputs.flatMap(({ name, read }) => (read() === undefined ? [] : [[name, read()]]))));
      dialog.close();
      await show();
    } catch (error) {
      fault.textContent = error.message;
    }
  };
  dialog.replaceChildren(form);
  dialog.showModal();
  inputs[0]?.input.focus();
}

function element(name, className, words) {
  return Object.assign(document.createElement(name), { className, textContent: words });
}

/** A field with how its value is read: empty fields are left out, so that the server's own default holds. */
function toInput({ name, label: words, kind = 'text', value = '', options = [] }) {
  const label = element('label', '', '');
  const input = document.createElement(kind === 'long' ? 'textarea' : kind === 'choice' ? 'select' : 'input');
  if (kind === 'number') input.inputMode = 'decimal';
  for (const option of options) input.append(Object.assign(document.createElement('option'), { value: option.value, textContent: option.words }));
  input.value = value;
  input.name = name;
  label.append(element('span', '', words), input);
  const read = () => {
    const text = input.value.trim();
    if (kind === 'photo' || name === 'files' || name === 'photos') return text === '' ? undefined : [{ draw: text }];
    if (text === '') return kind === 'null' ? null : undefined;
    return kind === 'number' ? Number(text) : text;
  };
  return { name, label, input, read };
}

main.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-act]') : null;
  if (!button) return;
  const { path, input, fields } = JSON.parse(button.dataset.act);
  const send = async (more) => {
    await ask('POST', path, { ...input, ...more });
    say(`${button.textContent.replace('…', '')}: done.`);
  };
  if (fields.length > 0) return openDialog(button.title || button.textContent.replace('…', ''), fields, button.textContent.replace('…', ''), send);
  try {
    await send({});
  } catch (error) {
    say(error.message, true);
  }
  await show();
});

addEventListener('hashchange', () => {
  shown = '';
  scrollTo(0, 0);
  void show();
});
search.addEventListener('input', () => void show());
setInterval(() => void (document.hidden || show()), 1_500);
void show();
