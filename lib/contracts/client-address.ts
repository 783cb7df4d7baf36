/**
 * The header in which our web server says from which address a request comes. What the outside sends under this name is
 * replaced before anything reads it (`lib/cli/web/web-server.ts`).
 */
export const clientAddressHeader = 'x-client-address'
