import { TOTP, URI } from 'otpauth'
import { secretAddress } from '../accounts/one-time-code'

/** Returns the code that an authenticator app shows at a given time, after reading the address of the secret. */
export function codeAt(secret: string, timestamp: number): string {
  const app = URI.parse(secretAddress(secret, 'Reassess', 'somebody'))
  if (!(app instanceof TOTP)) throw new TypeError('The address is not one of codes by time.')
  return app.generate({ timestamp })
}
