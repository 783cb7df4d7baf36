import { TOTP, URI } from 'otpauth'
import { secretAddress } from '../accounts/one-time-code'

/** The code that an authenticator app shows at a moment, once it has read the address of the secret. */
export function codeAt(secret: string, timestamp: number): string {
  const app = URI.parse(secretAddress(secret, 'Reassess', 'somebody'))
  if (!(app instanceof TOTP)) throw new TypeError('The address is not one of codes by time.')
  return app.generate({ timestamp })
}
