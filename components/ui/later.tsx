import { type ComponentType, lazy, Suspense } from 'react'

type Load<Props> = () => Promise<ComponentType<Props> | { default: ComponentType<Props> }>

/** A component whose code is loaded when it is first drawn; nothing stands in its place until then. */
export function later<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const loaded = await load()
    return { default: typeof loaded === 'object' && 'default' in loaded ? loaded.default : loaded }
  }) as unknown as ComponentType<Props>
  // biome-ignore lint/correctness/noComponentHookFactories: called once a module, beside its imports
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

/** The same for what is missed less than the page would be: without connection nothing stands in its place. */
export const laterOrNothing = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  later<Props>(() => load().catch(() => () => null))
