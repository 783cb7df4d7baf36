import { type ComponentType, lazy, Suspense } from 'react'

type Load<Props> = () => Promise<ComponentType<Props> | { default: ComponentType<Props> }>

/** Returns a component whose code is loaded on first render. Renders nothing until then. */
export function later<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const loaded = await load()
    return { default: typeof loaded === 'object' && 'default' in loaded ? loaded.default : loaded }
  }) as unknown as ComponentType<Props>
  // biome-ignore lint/correctness/noComponentHookFactories: called once per module, next to its imports
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}

/** Like `later` for optional components: renders nothing if loading fails, for example without a connection. */
export const laterOrNothing = <Props extends object>(load: Load<Props>): ComponentType<Props> =>
  later<Props>(() => load().catch(() => () => null))
