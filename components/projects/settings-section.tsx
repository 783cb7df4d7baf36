import { type ReactNode, useId } from 'react'

interface SettingsSectionProps {
  title: string
  text: string
  action: ReactNode
  children?: ReactNode
}

export function SettingsSection({ title, text, action, children }: SettingsSectionProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="mt-8 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={titleId} className="font-semibold text-question">
            {title}
          </h2>
          <p className="mt-1 text-second">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
