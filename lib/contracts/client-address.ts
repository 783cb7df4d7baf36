/** Header with the client's address. `lib/cli/web/web-server.ts` overwrites any value sent from outside. */
export const clientAddressHeader = 'x-client-address'
