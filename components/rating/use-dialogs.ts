import { useCallback, useState } from 'react'

export type DialogName = 'keys' | 'guidelines' | 'skip' | 'flags' | 'suggest' | 'about'
export type TrayName = 'examples' | 'compare'

/** What is open over or beside the picture. Whatever belongs to a task ends with it, so that the next begins bare. */
export function useDialogs(assignmentId: number | null) {
  const [open, setOpen] = useState<{ name: DialogName; of: number | null } | null>(null)
  const [tray, setTray] = useState<{ name: TrayName; of: number | null } | null>(null)
  const isLasting = open?.name === 'keys' || open?.name === 'guidelines'
  return {
    dialog: open && (isLasting || open.of === assignmentId) ? open.name : null,
    tray: tray && tray.of === assignmentId ? tray.name : null,
    openDialog: useCallback((name: DialogName) => setOpen({ name, of: assignmentId }), [assignmentId]),
    closeDialog: useCallback(() => setOpen(null), []),
    /** Shows a tray, or puts it away when it is the one shown. */
    toggleTray: useCallback(
      (name: TrayName) =>
        setTray((now) => (now?.of === assignmentId && now.name === name ? null : { name, of: assignmentId })),
      [assignmentId],
    ),
    openTray: useCallback((name: TrayName) => setTray({ name, of: assignmentId }), [assignmentId]),
    closeTray: useCallback(() => setTray(null), []),
  }
}
