import { useCallback, useState } from 'react'

export type DialogName = 'keys' | 'guidelines' | 'skip' | 'flags' | 'suggest' | 'message'
export type TrayName = 'examples' | 'compare'

/** The open dialog and tray. Those that belong to a task close when the task changes. */
export function useDialogs(assignmentId: number | null) {
  const [open, setOpen] = useState<{ name: DialogName; of: number | null } | null>(null)
  const [tray, setTray] = useState<{ name: TrayName; of: number | null } | null>(null)
  const isLasting = open !== null && ['keys', 'guidelines', 'message'].includes(open.name)
  return {
    dialog: open && (isLasting || open.of === assignmentId) ? open.name : null,
    tray: tray && tray.of === assignmentId ? tray.name : null,
    openDialog: useCallback((name: DialogName) => setOpen({ name, of: assignmentId }), [assignmentId]),
    closeDialog: useCallback(() => setOpen(null), []),
    toggleTray: useCallback(
      (name: TrayName) =>
        setTray((now) => (now?.of === assignmentId && now.name === name ? null : { name, of: assignmentId })),
      [assignmentId],
    ),
    openTray: useCallback((name: TrayName) => setTray({ name, of: assignmentId }), [assignmentId]),
    closeTray: useCallback(() => setTray(null), []),
  }
}
