// Answers over HTTP in which language a text is. No packages: Node 20 or newer is enough.
//
//   GET  /healthz        200 once the model is loaded
//   POST /identify TEXT  {"language": "fr", "model": "sha256:…"}
//
// REFIT_MODEL is the file, REFIT_MODEL_DIGEST its digest, PORT the port (8080), HOST the address (127.0.0.1).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const LARGEST_BODY = 64 * 1024;
const digest = process.env.REFIT_MODEL_DIGEST ?? 'unknown';
const model = load(process.env.REFIT_MODEL ?? 'model.tsv');

/** As lib/score.awk reads it. One char is one byte (latin1), as in awk with LC_ALL=C. */
function load(file) {
  const languages = new Map();
  const kinds = new Set();
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    if (line === '') continue;
    const [language, letters, count] = line.split('\t');
    if (!languages.has(language)) languages.set(language, { counts: new Map(), total: 0 });
    const entry = languages.get(language);
    entry.counts.set(letters, Number(count));
    entry.total += Number(count);
    kinds.add(letters);
  }
  if (kinds.size === 0) throw new Error(`${file}: found no counts`);
  return { languages, kinds: kinds.size, size: [...kinds][0].length };
}

/** As lib/letters.sh does. */
function letters(body) {
  const words = body
    .toString('latin1')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z\x80-\xff]+/g, ' ')
    .trim();
  return ` ${words} `;
}

/** As lib/score.awk does. */
function identify(text) {
  let best = { language: '', score: -Infinity };
  for (const [language, { counts, total }] of model.languages) {
    let score = 0;
    for (let i = 0; i + model.size <= text.length; i++)
      score += Math.log(((counts.get(text.slice(i, i + model.size)) ?? 0) + 1) / (total + model.kinds));
    if (score > best.score) best = { language, score };
  }
  return best.language;
}

function reply(response, status, content) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(content)}\n`);
}

function receive(request, response) {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  });
  request.on('end', () => {
    const text = letters(Buffer.concat(chunks));
    if (size > LARGEST_BODY) reply(response, 400, { error: `the text must be at most ${LARGEST_BODY} bytes` });
    else if (text.trim() === '') reply(response, 400, { error: 'the body must be a text with letters' });
    else reply(response, 200, { language: identify(text), model: digest });
  });
}

const server = createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/healthz') reply(response, 200, { ok: true, model: digest });
  else if (request.method === 'POST' && request.url === '/identify') receive(request, response);
  else reply(response, 404, { error: 'there are GET /healthz and POST /identify' });
});
server.listen(Number(process.env.PORT ?? 8080), process.env.HOST ?? '127.0.0.1', 128, () => {
  console.log(`serving ${digest} on http://${server.address().address}:${server.address().port}`);
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close());
