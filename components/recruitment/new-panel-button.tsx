'use client'

import { DialogButton } from '@/components/kit/dialog-form'
import { PanelDialog } from './panel-dialog'

export const NewPanelButton = ({ slug }: { slug: string }) => (
  <DialogButton tone="main" dialog={(close) => <PanelDialog slug={slug} panel={null} onClose={close} />}>
    Add panel
  </DialogButton>
)
