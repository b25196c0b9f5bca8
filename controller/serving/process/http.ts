/**
 * Node's http, taken as the builtin object: `import` reads every export, WebSocket among them, which loads undici and
 * makes each keeper 13 MB larger.
 */
export const { createServer: createHttpServer, request: httpRequest } = process.getBuiltinModule('node:http');
