/** Words of the `displayValue`s in every language of the contract (egain 3.3, 5.2). */
import type { Language } from './languages.ts';

/** One row a language, in the order of `words`. */
const words = [
  'open',
  'closed',
  'ready_for_closure',
  'escalated',
  'urgent',
  'high',
  'medium',
  'low',
  'call_track',
  'email',
  'task',
] as const;

// biome-ignore format: a table reads best as one.
const table: Readonly<Record<Language, readonly string[]>> = {
  'en-US': ['Open', 'Closed', 'Ready for closure', 'Escalated', 'Urgent', 'High', 'Medium', 'Low', 'Calltrack', 'Email', 'Task'],
  'es-ES': ['Abierto', 'Cerrado', 'Listo para cerrar', 'Escalado', 'Urgente', 'Alta', 'Media', 'Baja', 'Registro de llamada', 'Correo electrónico', 'Tarea'],
  'fr-FR': ['Ouvert', 'Fermé', 'Prêt à fermer', 'Escaladé', 'Urgente', 'Élevée', 'Moyenne', 'Faible', 'Suivi d’appel', 'E-mail', 'Tâche'],
  'it-IT': ['Aperto', 'Chiuso', 'Pronto per la chiusura', 'Inoltrato', 'Urgente', 'Alta', 'Media', 'Bassa', 'Registro chiamata', 'E-mail', 'Attività'],
  'de-DE': ['Offen', 'Geschlossen', 'Bereit zum Schließen', 'Eskaliert', 'Dringend', 'Hoch', 'Mittel', 'Niedrig', 'Anrufprotokoll', 'E-Mail', 'Aufgabe'],
  'nl-NL': ['Open', 'Gesloten', 'Klaar om te sluiten', 'Geëscaleerd', 'Dringend', 'Hoog', 'Gemiddeld', 'Laag', 'Gespreksregistratie', 'E-mail', 'Taak'],
  'pt-BR': ['Aberto', 'Fechado', 'Pronto para fechamento', 'Escalado', 'Urgente', 'Alta', 'Média', 'Baixa', 'Registro de chamada', 'E-mail', 'Tarefa'],
  'pt-PT': ['Aberto', 'Fechado', 'Pronto a fechar', 'Escalado', 'Urgente', 'Alta', 'Média', 'Baixa', 'Registo de chamada', 'E-mail', 'Tarefa'],
  'da-DK': ['Åben', 'Lukket', 'Klar til lukning', 'Eskaleret', 'Haster', 'Høj', 'Middel', 'Lav', 'Opkaldslog', 'E-mail', 'Opgave'],
  'ru-RU': ['Открыто', 'Закрыто', 'Готово к закрытию', 'Эскалировано', 'Срочная', 'Высокая', 'Средняя', 'Низкая', 'Учет звонков', 'Эл. почта', 'Задача'],
  'fr-CA': ['Ouvert', 'Fermé', 'Prêt à fermer', 'Escaladé', 'Urgente', 'Élevée', 'Moyenne', 'Faible', 'Suivi d’appel', 'Courriel', 'Tâche'],
  'zh-CN': ['未关闭', '已关闭', '待关闭', '已升级', '紧急', '高', '中', '低', '通话记录', '电子邮件', '任务'],
  'ja-JP': ['オープン', 'クローズ', 'クローズ待ち', 'エスカレート済み', '緊急', '高', '中', '低', '通話記録', 'メール', 'タスク'],
  'ko-KR': ['열림', '닫힘', '닫기 준비됨', '에스컬레이션됨', '긴급', '높음', '보통', '낮음', '통화 기록', '이메일', '작업'],
  'sv-SE': ['Öppen', 'Stängd', 'Klar att stängas', 'Eskalerad', 'Brådskande', 'Hög', 'Medel', 'Låg', 'Samtalslogg', 'E-post', 'Uppgift'],
};

const places: ReadonlyMap<string, number> = new Map(words.map((word, place) => [word, place]));

/** A value that no table knows (a tenant's own status): a capital in front, `_` as a blank. */
const readable = (value: string): string => {
  const [first = '', ...rest] = value.replaceAll('_', ' ');
  return first.toUpperCase() + rest.join('');
};

/** What people read for a value, in their language. */
export const displayValue = (language: Language, value: string): string =>
  table[language][places.get(value) ?? -1] ?? readable(value);
