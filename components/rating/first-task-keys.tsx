import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import { CommandKey } from './key-map'

const name = 'reassess-keys-shown'

interface FirstTaskKeysProps {
  /** Labels on the page. */
  count: number
  isSweep: boolean
  isFirstTask: boolean
  isCovered: boolean
}

/** Shows the keys over the picture once per browser, until dismissed or the first task is submitted. */
export function FirstTaskKeys({ count, isSweep, isFirstTask, isCovered }: FirstTaskKeysProps) {
  const t = useTranslations('keys')
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    if (isFirstTask) setIsShown(readLocal(name) === null)
    else {
      setIsShown(false)
      writeLocal(name, 'yes')
    }
  }, [isFirstTask])
  if (!isShown || isCovered) return null
  return (
    <aside
      aria-label={t('shown')}
      className="absolute inset-x-6 bottom-14 mx-auto flex w-fit flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-card border border-line bg-card py-2 ps-4 pe-2 text-[13px] shadow-float tight:hidden touch:hidden"
    >
      <Hint
        keys={
          <>
            <CommandKey command="no" isRead />
            <CommandKey command="maybe" isRead />
            <CommandKey command="yes" isRead />
          </>
        }
      >
        {t('hintAnswer')}
      </Hint>
      <Hint
        keys={
          <>
            <Kbd isRead>1</Kbd>
            {count > 1 && (
              <>
                <span className="text-second">{t('to')}</span>
                <Kbd isRead>{count}</Kbd>
              </>
            )}
          </>
        }
      >
        {t(isSweep ? 'hintYes' : 'hintChoose')}
      </Hint>
      {isSweep && (
        <Hint
          keys={
            <>
              <Kbd isRead>⇧</Kbd>+<Kbd isRead>1</Kbd>
            </>
          }
        >
          {t('hintMaybe')}
        </Hint>
      )}
      <Hint keys={<CommandKey command="submit" isRead />}>{t(isSweep ? 'hintRest' : 'hintSubmit')}</Hint>
      <Hint keys={<CommandKey command="help" isRead />}>{t('hintAll')}</Hint>
      <Button
        size="small"
        onClick={() => {
          writeLocal(name, 'yes')
          setIsShown(false)
        }}
      >
        {t('gotIt')}
      </Button>
    </aside>
  )
}

function Hint({ keys, children }: { keys: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <span className="flex items-center gap-1">{keys}</span>
      {children}
    </span>
  )
}
