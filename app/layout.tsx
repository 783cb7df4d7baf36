import type { Metadata, Viewport } from 'next'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AreaMessages } from '@/components/ui/area-messages'
import { themeScript } from '@/components/ui/theme'
import { directionOf } from '@/lib/domain/accounts/language'
import { scriptNonce } from '@/lib/http/script-nonce'
import { readInlineScript } from '@/lib/services/inline-script'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Reassess', template: '%s · Reassess' },
  description: 'Find out what is really in your images.',
  manifest: '/manifest.webmanifest',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '48x48' },
      { url: '/icons/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/icons/apple-touch-icon.png',
  },
  robots: { index: false, follow: false },
}

/** Every page depends on the signed-in user and their language. */
export const dynamic = 'force-dynamic'

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191918' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await getLocale()
  const nonce = await scriptNonce()
  const headScript = `${themeScript};${await readInlineScript('early-input-script')}`
  return (
    <html lang={language} dir={directionOf(language)} suppressHydrationWarning>
      <head>
        {/* Sets the chosen theme before the first paint, or the page flashes, and keeps input from before hydration. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the scripts are our own, without data */}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: headScript }} suppressHydrationWarning />
      </head>
      <body>
        <AreaMessages>{children}</AreaMessages>
      </body>
    </html>
  )
}
