const form = document.querySelector('form');
const list = document.querySelector('ul');
const status = document.querySelector('output');
let shown = '';

async function refresh() {
  const response = await fetch('entries').catch(() => undefined);
  status.textContent = response?.ok ? '' : 'The guestbook does not answer.';
  if (!response?.ok) return;
  const text = await response.text();
  if (text === shown) return;
  shown = text;
  list.replaceChildren(...JSON.parse(text).map(card));
}

function card({ name, message, words, writtenAt }) {
  const item = document.createElement('li');
  const text = document.createElement('p');
  text.textContent = message;
  const footer = document.createElement('footer');
  const count = `${words} ${words === 1 ? 'word' : 'words'}`;
  footer.textContent = `${name} · ${count} · ${new Date(writtenAt).toLocaleString()}`;
  item.append(text, footer);
  return item;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, message } = Object.fromEntries(new FormData(form));
  const answer = await fetch('entries', {
    method: 'POST',
    body: JSON.stringify({ name, message }),
  }).catch(() => undefined);
  if (answer?.ok) form.elements.message.value = '';
  else status.textContent = 'That was not written down. Try again.';
  setTimeout(refresh, 150);
});

await refresh();
setInterval(() => {
  if (!document.hidden) void refresh();
}, 1000);
