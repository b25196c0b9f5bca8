/** A model server for tests. Answers with its model digest; MODE says how it misbehaves. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const mode = process.env['MODE'] ?? 'good';
const model = process.env['REFIT_MODEL_DIGEST'] ?? '';
const begun = Date.now();

process.stdout.write(`mode ${mode}\n`);
if (mode === 'exit') {
  process.stderr.write(`no such model: \u001b[31m${process.env['TOKEN'] ?? ''}\u0007\n`);
  process.exit(3);
}
if (mode === 'stubborn') process.on('SIGTERM', () => undefined);
if (mode === 'children')
  spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true, stdio: 'ignore' }).unref();
if (mode === 'flood') setInterval(() => process.stdout.write('x'.repeat(8_192) + '\n'), 1);

const server = createServer((request, response) => {
  const url = request.url ?? '/';
  if (url === '/crash') process.exit(7);
  if (url === '/healthz') {
    if (mode === 'hang') return;
    response.statusCode = mode === 'unready' || (mode === 'slow' && Date.now() - begun < 1_500) ? 503 : 200;
    response.end();
    return;
  }
  if (url === '/stream') {
    let left = 40;
    response.writeHead(200, { 'content-type': 'text/plain' });
    const timer = setInterval(() => {
      response.write(`${model}\n`);
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      response.end('end\n');
    }, 50);
    return;
  }
  if (url === '/headers') {
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.setHeader('connection', 'x-private');
    response.setHeader('x-private', 'yes');
    response.end(JSON.stringify({ raw: request.rawHeaders, method: request.method }));
    return;
  }
  if (url === '/cut') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () =>
    response.end(JSON.stringify({ model, pid: process.pid, body: Buffer.concat(chunks).length })),
  );
});
server.on('upgrade', (_request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.on('error', () => socket.destroy());
  socket.pipe(socket);
});
server.keepAliveTimeout = 1;
server.listen(Number(process.env['PORT']), '127.0.0.1');
