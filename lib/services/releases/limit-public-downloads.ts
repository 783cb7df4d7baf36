import { takeAttempt } from '@/lib/services/access/attempt-limits'

/**
 * Counts a download without an account. Throws TooManyAttempts after 600 from one network in five minutes. A release has
 * about fifty parts and files, and a university can share one address.
 */
export const limitPublicDownloads = (network: string): Promise<void> =>
  takeAttempt([{ name: 'public downloads', of: [network], most: 600, seconds: 300 }])
