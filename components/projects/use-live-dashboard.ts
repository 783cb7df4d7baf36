'use client'

import { useEffect, useState } from 'react'
import { eventLine, type LineState, LiveLine } from '@/lib/client/live-line'
import { type Dashboard, dashboard as shape } from '@/lib/contracts/projects/dashboard'

/** Parses a message. Null if it does not match this page's schema, for example after a server update. */
function dashboardOf(text: string): Dashboard | null {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A project's live dashboard while the page is visible. Starts with the server-rendered data. */
export function useLiveDashboard(slug: string, drawn: Dashboard): { dashboard: Dashboard; line: LineState } {
  const [newer, setNewer] = useState<{ than: Dashboard; dashboard: Dashboard } | null>(null)
  const [line, setLine] = useState<LineState>('connecting')
  useEffect(() => {
    const live = new LiveLine({
      open: () => eventLine(`/api/projects/${slug}/live`),
      onData: (text) => {
        const found = dashboardOf(text)
        if (found) setNewer({ than: drawn, dashboard: found })
      },
      onState: setLine,
    })
    const follow = () => (document.visibilityState === 'visible' ? live.start() : live.stop())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      live.stop()
    }
  }, [slug, drawn])
  return { dashboard: newer?.than === drawn ? newer.dashboard : drawn, line }
}
