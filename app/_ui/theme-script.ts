export const THEME_KEY = 'trame-theme'

/**
 * Runs before the first paint, so that a chosen theme never flashes the other one. Without a
 * choice the attribute stays absent and the style sheet follows the system.
 */
export const themeScript = `try{var t=localStorage.getItem('${THEME_KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`
