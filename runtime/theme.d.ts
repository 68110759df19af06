/** What the theme's source map brings at build (theme_source.mjs): its modules and RxJS, without their types. */
declare module "~/*";
declare module "rxjs";
