'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { PanelDialog } from './panel-dialog'

export function NewPanelButton({ slug }: { slug: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button tone="main" onClick={() => setOpen(true)}>
        Add panel
      </Button>
      {isOpen && <PanelDialog slug={slug} panel={null} onClose={() => setOpen(false)} />}
    </>
  )
}
