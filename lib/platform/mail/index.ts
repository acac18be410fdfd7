/** Mail over SMTP: one connection per letter, certificates checked, every wait bounded. */
export { type MailSent, type MailServer, type OutgoingMail, sendMail } from './send-mail';
