import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { CommandKey } from '@/components/rating/key-map'
import { Flag, Maximize, Minimize, Minus, Plus, Sun, Tags, ZoomIn, ZoomOut } from '@/components/ui/generated/icons'
import type { KeyCommand } from '@/lib/domain/rating/labeling-keys'
import type { ImageViewControl } from './use-image-view'

export interface PictureRemarks {
  isFlagged: boolean
  suggested: number
  onFlag: () => void
  onSuggest: () => void
}

interface ImageToolsProps {
  control: ImageViewControl
  isFull: boolean
  onFullScreen: () => void
  remarks?: PictureRemarks | undefined
}

interface ToolProps extends ComponentProps<'button'> {
  command?: KeyCommand
  /** Shown beside the icon where there is room. */
  word?: string | undefined
  /** The name for screen readers, if it is not the word. */
  name?: string | undefined
}

function Tool({ command, word, name, className, children, ...rest }: ToolProps) {
  return (
    <button
      type="button"
      className={clsx(
        'flex h-7 min-w-6 shrink-0 items-center justify-center gap-1.5 rounded-control px-1.5 @max-[640px]:gap-1 @max-[640px]:px-1 hover:bg-[color-mix(in_srgb,var(--text)_7%,transparent)] hover:text-text',
        'aria-pressed:bg-[color-mix(in_srgb,var(--text)_9%,transparent)] aria-pressed:text-text touch:size-11',
        className,
      )}
      {...rest}
    >
      {children}
      {name && <span className="sr-only">{name}</span>}
      {word && (
        <span aria-hidden={name !== undefined} className="@max-[820px]:sr-only touch:sr-only">
          {word}
        </span>
      )}
      {command && <CommandKey command={command} className="@max-[460px]:hidden touch:hidden" />}
    </button>
  )
}

/** The picture's tools, in one row below it. Widths are fixed, so that changing numbers move nothing. */
export function ImageTools({ control, isFull, onFullScreen, remarks }: ImageToolsProps) {
  const t = useTranslations('picture')
  const { view, brightness, isZoomed } = control
  return (
    <div
      role="toolbar"
      aria-label={t('tools')}
      className="relative z-10 flex shrink-0 items-center bg-sunken @min-[640px]:gap-0.5"
    >
      <div className="flex items-center touch:hidden">
        <Tool aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => control.step(-1)}>
          <Minus aria-hidden size={14} />
        </Tool>
        <output aria-label={t('zoom')} className="w-[42px] text-center tabular-nums">
          {t('scale', { scale: Math.round(view.scale * 100) / 100 })}
        </output>
        <Tool aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => control.step(1)}>
          <Plus aria-hidden size={14} />
        </Tool>
        <Tool onClick={control.fit} disabled={!isZoomed} className="disabled:opacity-50">
          {t('fit')}
        </Tool>
        <Tool title={t('pixelsHint')} onClick={control.pixels}>
          {t('pixels')}
        </Tool>
      </div>
      <Tool command="zoom" word={t('zoom')} aria-pressed={isZoomed} onClick={() => control.toggle()}>
        {isZoomed ? <ZoomOut aria-hidden size={16} /> : <ZoomIn aria-hidden size={16} />}
      </Tool>
      <Tool
        command="brightness"
        name={t('brightnessOf', { brightness })}
        title={t('brightness')}
        aria-pressed={brightness !== 1}
        onClick={control.brighten}
      >
        <Sun aria-hidden size={16} />
        <span aria-hidden className="w-[66px] text-center tabular-nums @max-[820px]:hidden touch:hidden">
          {brightness === 1 ? t('brightness') : t('scale', { scale: brightness })}
        </span>
      </Tool>
      <Tool
        command="fullscreen"
        word={isFull ? undefined : t('fullScreen')}
        name={isFull ? t('leaveFullScreen') : undefined}
        title={isFull ? t('leaveFullScreen') : t('fullScreen')}
        aria-pressed={isFull}
        onClick={onFullScreen}
      >
        {isFull ? <Minimize aria-hidden size={16} /> : <Maximize aria-hidden size={16} />}
      </Tool>
      {remarks && (
        <>
          <Tool
            command="flags"
            word={t(remarks.isFlagged ? 'flagged' : 'flag')}
            name={remarks.isFlagged ? `${t('flagged')}. ${t('flagPicture')}` : t('flagPicture')}
            title={t('flagPicture')}
            onClick={remarks.onFlag}
            className={remarks.isFlagged ? 'font-semibold text-maybe! *:first:fill-current' : undefined}
          >
            <Flag aria-hidden size={16} />
          </Tool>
          <Tool
            command="suggest"
            word={t('suggest')}
            name={remarks.suggested ? `${t('suggest')} (${remarks.suggested})` : undefined}
            title={t('suggestHint')}
            onClick={remarks.onSuggest}
          >
            <Tags aria-hidden size={16} />
            {remarks.suggested > 0 && (
              <b aria-hidden className="text-accent">
                {remarks.suggested}
              </b>
            )}
          </Tool>
        </>
      )}
    </div>
  )
}
