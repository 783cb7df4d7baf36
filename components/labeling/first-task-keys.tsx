import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { remember, remembered } from '@/lib/client/remembered'

const name = 'reassess-keys-shown'

/** The keys in one line over the picture, until put away or the first task is submitted; once in a browser. */
export function FirstTaskKeys({ isFirstTask }: { isFirstTask: boolean }) {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    if (isFirstTask) setIsShown(remembered(name) === null)
    else {
      setIsShown(false)
      remember(name, 'yes')
    }
  }, [isFirstTask])
  if (!isShown) return null
  return (
    <aside
      aria-label="Keys"
      className="absolute inset-x-6 bottom-12 mx-auto flex w-fit flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-card border border-line bg-card py-2 pr-2 pl-4 text-[13px] shadow-float max-desk:hidden pointer-coarse:hidden"
    >
      <Hint keys={['n', 'm', 'y']}>answer</Hint>
      <Hint keys={['1', '8']} isRange>
        choose
      </Hint>
      <Hint keys={['Enter']}>submit</Hint>
      <Hint keys={['?']}>all keys</Hint>
      <Button
        size="small"
        onClick={() => {
          remember(name, 'yes')
          setIsShown(false)
        }}
      >
        Got it
      </Button>
    </aside>
  )
}

function Hint({ keys, isRange = false, children }: { keys: string[]; isRange?: boolean; children: string }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <span className="flex items-center gap-1">
        {keys.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {isRange && index > 0 && <span className="text-second">to</span>}
            <Kbd isRead>{key}</Kbd>
          </span>
        ))}
      </span>
      {children}
    </span>
  )
}
