/**
 * Header in which our web server passes the client's address. It overwrites any value sent from outside before anything
 * reads it (`lib/cli/web/web-server.ts`).
 */
export const clientAddressHeader = 'x-client-address'
