/** Words of the `displayValue`s in every language of the contract (egain 3.3, 5.2, 6.8, 6.9). */
import type { Language } from './languages.ts';

type Row<Words extends readonly string[]> = { readonly [Word in keyof Words]: string };

/** One row a language, in this order: the compiler wants every word in every language. */
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
  'awaiting_assignment',
  'assigned',
  'completed',
  'inbound',
  'outbound',
  'individual',
] as const;

// biome-ignore format: a table reads best as one.
const table: Readonly<Record<Language, Row<typeof words>>> = {
  'en-US': ['Open', 'Closed', 'Ready for closure', 'Escalated', 'Urgent', 'High', 'Medium', 'Low', 'Calltrack', 'Email', 'Task', 'Awaiting assignment', 'Assigned', 'Completed', 'Inbound', 'Outbound', 'Individual'],
  'es-ES': ['Abierto', 'Cerrado', 'Listo para cerrar', 'Escalado', 'Urgente', 'Alta', 'Media', 'Baja', 'Registro de llamada', 'Correo electrónico', 'Tarea', 'Pendiente de asignación', 'Asignada', 'Completada', 'Entrante', 'Saliente', 'Particular'],
  'fr-FR': ['Ouvert', 'Fermé', 'Prêt à fermer', 'Escaladé', 'Urgente', 'Élevée', 'Moyenne', 'Faible', 'Suivi d’appel', 'E-mail', 'Tâche', 'En attente d’affectation', 'Affectée', 'Terminée', 'Entrant', 'Sortant', 'Particulier'],
  'it-IT': ['Aperto', 'Chiuso', 'Pronto per la chiusura', 'Inoltrato', 'Urgente', 'Alta', 'Media', 'Bassa', 'Registro chiamata', 'E-mail', 'Attività', 'In attesa di assegnazione', 'Assegnata', 'Completata', 'In entrata', 'In uscita', 'Privato'],
  'de-DE': ['Offen', 'Geschlossen', 'Bereit zum Schließen', 'Eskaliert', 'Dringend', 'Hoch', 'Mittel', 'Niedrig', 'Anrufprotokoll', 'E-Mail', 'Aufgabe', 'Wartet auf Zuweisung', 'Zugewiesen', 'Abgeschlossen', 'Eingehend', 'Ausgehend', 'Einzelperson'],
  'nl-NL': ['Open', 'Gesloten', 'Klaar om te sluiten', 'Geëscaleerd', 'Dringend', 'Hoog', 'Gemiddeld', 'Laag', 'Gespreksregistratie', 'E-mail', 'Taak', 'Wacht op toewijzing', 'Toegewezen', 'Voltooid', 'Inkomend', 'Uitgaand', 'Particulier'],
  'pt-BR': ['Aberto', 'Fechado', 'Pronto para fechamento', 'Escalado', 'Urgente', 'Alta', 'Média', 'Baixa', 'Registro de chamada', 'E-mail', 'Tarefa', 'Aguardando atribuição', 'Atribuída', 'Concluída', 'Entrada', 'Saída', 'Pessoa física'],
  'pt-PT': ['Aberto', 'Fechado', 'Pronto a fechar', 'Escalado', 'Urgente', 'Alta', 'Média', 'Baixa', 'Registo de chamada', 'E-mail', 'Tarefa', 'A aguardar atribuição', 'Atribuída', 'Concluída', 'Entrada', 'Saída', 'Particular'],
  'da-DK': ['Åben', 'Lukket', 'Klar til lukning', 'Eskaleret', 'Haster', 'Høj', 'Middel', 'Lav', 'Opkaldslog', 'E-mail', 'Opgave', 'Afventer tildeling', 'Tildelt', 'Fuldført', 'Indgående', 'Udgående', 'Privatperson'],
  'ru-RU': ['Открыто', 'Закрыто', 'Готово к закрытию', 'Эскалировано', 'Срочная', 'Высокая', 'Средняя', 'Низкая', 'Учет звонков', 'Эл. почта', 'Задача', 'Ожидает назначения', 'Назначено', 'Завершено', 'Входящее', 'Исходящее', 'Частное лицо'],
  'fr-CA': ['Ouvert', 'Fermé', 'Prêt à fermer', 'Escaladé', 'Urgente', 'Élevée', 'Moyenne', 'Faible', 'Suivi d’appel', 'Courriel', 'Tâche', 'En attente d’attribution', 'Attribuée', 'Terminée', 'Entrant', 'Sortant', 'Particulier'],
  'zh-CN': ['未关闭', '已关闭', '待关闭', '已升级', '紧急', '高', '中', '低', '通话记录', '电子邮件', '任务', '等待分配', '已分配', '已完成', '入站', '出站', '个人'],
  'ja-JP': ['オープン', 'クローズ', 'クローズ待ち', 'エスカレート済み', '緊急', '高', '中', '低', '通話記録', 'メール', 'タスク', '割り当て待ち', '割り当て済み', '完了', '受信', '発信', '個人'],
  'ko-KR': ['열림', '닫힘', '닫기 준비됨', '에스컬레이션됨', '긴급', '높음', '보통', '낮음', '통화 기록', '이메일', '작업', '할당 대기 중', '할당됨', '완료됨', '수신', '발신', '개인'],
  'sv-SE': ['Öppen', 'Stängd', 'Klar att stängas', 'Eskalerad', 'Brådskande', 'Hög', 'Medel', 'Låg', 'Samtalslogg', 'E-post', 'Uppgift', 'Väntar på tilldelning', 'Tilldelad', 'Slutförd', 'Inkommande', 'Utgående', 'Privatperson'],
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
