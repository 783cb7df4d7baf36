import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { themeScript } from '@/components/ui/theme'
import './globals.css'
import { Providers } from './providers'

export const metadata: Metadata = {
  title: { default: 'Reassess', template: '%s · Reassess' },
  description: 'Find out what is really in your images.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191918' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* The chosen theme has to be known before the first paint, or the page flashes. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the script is a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
